//! A clean body cut into its outermost blocks, each a row of tags and words.

use super::words::words;
use crate::escape::escape;
use crate::tokens::{self, Event, is_void, written};

/// A part of a block.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Part {
    /// A start tag as it is written, and its element.
    Start(String, String),
    /// The end tag of an element.
    End(String),
    /// A word, or an image or break: what is compared, as HTML.
    Unit(String),
}

/// An outermost block of a body.
#[derive(Debug, Default)]
pub(super) struct BodyBlock {
    /// Its HTML.
    pub(super) html: String,
    /// Its parts.
    pub(super) parts: Vec<Part>,
}

impl BodyBlock {
    /// The units that are compared, in order.
    pub(super) fn units(&self) -> Vec<&str> {
        let mut units = Vec::with_capacity(self.parts.len());
        for part in &self.parts {
            if let Part::Unit(html) = part {
                units.push(html.as_str());
            }
        }
        units
    }
}

/// Reads the blocks of a clean body.
pub(super) fn read(html: &str, cut: &dyn Fn(&str) -> Vec<String>) -> Vec<BodyBlock> {
    let mut blocks = Vec::new();
    let mut block = BodyBlock::default();
    let (mut depth, mut text) = (0_usize, String::new());
    tokens::read(html, |event| {
        if let Event::Text(more) = event {
            return text.push_str(more);
        }
        if !text.is_empty() {
            let units = words(&text, cut).into_iter().map(|word| Part::Unit(escape(&word)));
            block.parts.extend(units);
            text.clear();
        }
        match event {
            Event::Start(tag) if is_void(&tag.name) => block.parts.push(Part::Unit(written(tag))),
            Event::Start(tag) => {
                depth += 1;
                block.parts.push(Part::Start(written(tag), tag.name.to_string()));
            }
            Event::End(name) => {
                depth = depth.saturating_sub(1);
                block.parts.push(Part::End(name.to_string()));
            }
            Event::Text(_) => {}
        }
        if depth == 0 {
            blocks.push(finished(std::mem::take(&mut block)));
        }
    });
    blocks
}

fn finished(mut block: BodyBlock) -> BodyBlock {
    for part in &block.parts {
        match part {
            Part::Start(html, _) | Part::Unit(html) => block.html.push_str(html),
            Part::End(name) => block.html.extend(["</", name, ">"]),
        }
    }
    block
}
