//! Public statutes cut into pieces of the length of an article.

use std::io::Read;
use std::path::Path;

use flate2::read::GzDecoder;
use serde::Deserialize;

use crate::trouble::{Doing, Outcome};

/// Characters a piece has at least and at most.
const LEAST: usize = 400;
const MOST: usize = 2_000;

#[derive(Deserialize)]
struct Statute {
    title: String,
    body_markdown: String,
}

/// Pieces of the statutes, each a list of paragraphs. A file that isn't there gives none.
pub fn pieces(file: &Path) -> Outcome<Vec<Vec<String>>> {
    let Ok(opened) = std::fs::File::open(file) else {
        return Ok(Vec::new());
    };
    let mut lines = String::new();
    GzDecoder::new(opened).read_to_string(&mut lines).doing(format!("read {}", file.display()))?;
    let mut pieces = Vec::new();
    for line in lines.lines().filter(|line| !line.trim().is_empty()) {
        let statute: Statute = serde_json::from_str(line).doing("read a statute")?;
        pieces.extend(cut(&statute));
    }
    Ok(pieces)
}

fn cut(statute: &Statute) -> Vec<Vec<String>> {
    let mut pieces = Vec::new();
    let (mut piece, mut length) = (vec![format!("{}（摘录）", statute.title)], 0);
    for paragraph in paragraphs(&statute.body_markdown) {
        let more = paragraph.chars().count();
        if length >= LEAST && length + more > MOST {
            let next = vec![format!("{}（续）", statute.title)];
            pieces.push(std::mem::replace(&mut piece, next));
            length = 0;
        }
        length += more;
        piece.push(paragraph);
    }
    if length >= LEAST {
        pieces.push(piece);
    }
    pieces
}

/// Paragraphs without Markdown, long ones cut after sentences.
fn paragraphs(markdown: &str) -> Vec<String> {
    let mut out = Vec::new();
    for line in markdown.lines() {
        let line = line.trim().trim_start_matches(['#', '>', '-', '*', ' ']);
        if line.is_empty() || line.starts_with("<!") {
            continue;
        }
        let line: String = line.chars().filter(|c| !matches!(c, '*' | '`' | '|')).collect();
        let line = line.replace(['\u{3000}', '\u{a0}', '\t'], " ");
        let mut part = String::new();
        for sentence in line.split_inclusive('。') {
            if part.chars().count() + sentence.chars().count() > MOST / 2 {
                out.push(std::mem::take(&mut part));
            }
            part.push_str(sentence);
        }
        out.push(part);
    }
    out.retain(|paragraph| !paragraph.trim().is_empty());
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn pieces_have_the_length_of_articles() {
        let body = "# 题\n\n<!-- INFO END -->\n\n".to_owned()
            + &"第一条 为了试验，制定本办法。\n\n".repeat(300);
        let statute = Statute { title: "试验办法".into(), body_markdown: body };
        let pieces = cut(&statute);
        assert!(pieces.len() > 1);
        for piece in pieces {
            let length: usize = piece.iter().skip(1).map(|one| one.chars().count()).sum();
            assert!((LEAST..=MOST).contains(&length), "{length}");
            assert!(!piece.concat().contains('#'));
        }
    }
}
