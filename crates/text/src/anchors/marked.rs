//! A body with the places of remarks marked in it.

use std::fmt::Write;
use std::ops::Range;

use super::is_letter;
use crate::escape::escape_into;
use crate::tokens::{self, Event, is_void, written};

/// A place to mark.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Mark {
    /// Its letters.
    pub range: Range<usize>,
    /// The number of the remark.
    pub number: usize,
}

/// The clean body with every place in `<mark data-remark="…">`. The first piece of a place has the
/// id `remark-N`; a place that runs over several blocks has a piece in each.
pub fn marked(html: &str, marks: &[Mark]) -> String {
    if marks.is_empty() {
        return html.to_owned();
    }
    let out = String::with_capacity(html.len());
    let mut writer = Writer { out, marks, at: 0, seen: Vec::new() };
    // The tokenizer gives a text in pieces; it is marked as one.
    let mut text = String::new();
    tokens::read(html, |event| {
        if let Event::Text(more) = event {
            return text.push_str(more);
        }
        writer.text(&std::mem::take(&mut text));
        match event {
            Event::Start(tag) => writer.out.push_str(&written(tag)),
            Event::End(name) if !is_void(name) => writer.out.extend(["</", name, ">"]),
            Event::End(_) | Event::Text(_) => {}
        }
    });
    writer.text(&text);
    writer.out
}

struct Writer<'a> {
    out: String,
    marks: &'a [Mark],
    /// Letters written so far.
    at: usize,
    /// Numbers whose first piece is written.
    seen: Vec<usize>,
}

impl Writer<'_> {
    /// Writes a text, opening and closing marks where they begin and end within it.
    fn text(&mut self, text: &str) {
        let mut open: Vec<usize> = Vec::new();
        let mut run = String::new();
        for c in text.chars() {
            let letter = is_letter(c);
            let here = self.numbers(letter);
            if here != open {
                self.piece(&run, &open);
                run.clear();
                open = here;
            }
            run.push(c);
            self.at += usize::from(letter);
        }
        self.piece(&run, &open);
    }

    /// The remarks at this character. Space belongs to a place only inside it.
    fn numbers(&self, letter: bool) -> Vec<usize> {
        let covers = |range: &Range<usize>| {
            self.at < range.end && (range.start < self.at || (letter && range.start == self.at))
        };
        self.marks.iter().filter(|mark| covers(&mark.range)).map(|mark| mark.number).collect()
    }

    fn piece(&mut self, text: &str, numbers: &[usize]) {
        let Some(first) = numbers.first().filter(|_| !text.is_empty()) else {
            return escape_into(&mut self.out, text);
        };
        self.out.push_str("<mark class=\"remark\"");
        if !self.seen.contains(first) {
            self.seen.push(*first);
            let _ = write!(self.out, " id=\"remark-{first}\"");
        }
        let all: Vec<String> = numbers.iter().map(ToString::to_string).collect();
        let _ = write!(self.out, " data-remark=\"{}\">", all.join(" "));
        escape_into(&mut self.out, text);
        self.out.push_str("</mark>");
    }
}
