//! Punctuation (GB/T 15834): Chinese marks in Chinese text, each once, in pairs.

use std::ops::Range;

use regex::Regex;

use super::Pattern;
use crate::hit::Hit;
use crate::paper::{Piece, Place};
use crate::rule::Rule;

static HALF: Pattern = Pattern::new(|| Regex::new(r"\p{Han}([,;:?!])\p{Han}").ok());
static DOUBLED: Pattern =
    Pattern::new(|| Regex::new(r"[，。；：、]{2,}|[？！][，。；、]|[，；：、][？！]").ok());

const PAIRS: [(char, char); 5] = [('《', '》'), ('“', '”'), ('‘', '’'), ('（', '）'), ('〔', '〕')];

/// These rules read the text as it is: folding would make all marks half width.
pub(super) fn find(piece: &Piece) -> Vec<Hit> {
    let text = &piece.text;
    let mut hits = Vec::new();
    for found in HALF.all(text).filter_map(|found| found.get(1)) {
        let right = match found.as_str() {
            "," => "，",
            ";" => "；",
            ":" => "：",
            "?" => "？",
            _ => "！",
        };
        let hit = Hit::at(Rule::HalfWidth, &piece.place, text, characters(text, &found.range()));
        hits.push(hit.suggesting(right));
    }
    for found in DOUBLED.all(text).filter_map(|found| found.get(0)) {
        hits.push(Hit::at(Rule::DoubledMark, &piece.place, text, characters(text, &found.range())));
    }
    if matches!(piece.place, Place::Title | Place::Body) {
        hits.extend(lonely(piece));
    }
    hits
}

fn characters(text: &str, bytes: &Range<usize>) -> Range<usize> {
    let count = |to: usize| text.get(..to).unwrap_or_default().chars().count();
    count(bytes.start)..count(bytes.end)
}

/// Marks without their partner in a text. A quotation may go over several paragraphs, each of which
/// begins with the mark and only the last of which ends with it.
fn lonely(piece: &Piece) -> Vec<Hit> {
    let mut hits = Vec::new();
    for (open, close) in PAIRS {
        let mut waiting: Vec<usize> = Vec::new();
        let mut begins_line = true;
        for (at, c) in piece.text.chars().enumerate() {
            if c == open {
                if !(begins_line && matches!(open, '“' | '‘') && !waiting.is_empty()) {
                    waiting.push(at);
                }
            } else if c == close && waiting.pop().is_none() {
                hits.extend(mark(piece, open, at));
            }
            begins_line = c == '\n' || (begins_line && c.is_whitespace());
        }
        hits.extend(waiting.into_iter().filter_map(|at| mark(piece, open, at)));
    }
    hits
}

/// `1）` and `A）` number a list: no partner is missing.
fn mark(piece: &Piece, open: char, at: usize) -> Option<Hit> {
    let numbered = open == '（'
        && at > 0
        && piece
            .text
            .chars()
            .nth(at - 1)
            .is_some_and(|c| c.is_ascii_alphanumeric() || "一二三四五六七八九十".contains(c));
    let range = at..at + 1;
    (!numbered).then(|| Hit::at(Rule::LonelyMark, &piece.place, &piece.text, range))
}
