//! The rules that read a paper. Each takes what it needs and gives hits; none knows its level.

mod accessible;
mod dates;
mod links;
mod numbers;
mod personal;
mod punctuation;
mod secrecy;

use std::sync::LazyLock;

use regex::Regex;

use crate::folded::Folded;
use crate::hit::Hit;
use crate::paper::{Paper, Piece};
use crate::rule::Rule;

/// A pattern that is constant; a mistake in it fails the tests of its rule.
pub(crate) struct Pattern(LazyLock<Option<Regex>>);

impl Pattern {
    pub(crate) const fn new(build: fn() -> Option<Regex>) -> Self {
        Self(LazyLock::new(build))
    }

    pub(crate) fn all<'t>(&self, text: &'t str) -> impl Iterator<Item = regex::Captures<'t>> {
        let regex = LazyLock::force(&self.0).as_ref();
        regex.into_iter().flat_map(move |regex| regex.captures_iter(text))
    }
}

/// A piece with its folded form.
pub(crate) struct Read<'a> {
    pub piece: &'a Piece,
    pub folded: Folded,
}

impl Read<'_> {
    /// A hit at a range of bytes of the folded text.
    pub fn hit(&self, rule: Rule, range: &std::ops::Range<usize>) -> Hit {
        Hit::at(rule, &self.piece.place, &self.piece.text, self.folded.original(range))
    }
}

/// Everything that the rules find in a text.
pub(crate) fn in_text(read: &Read<'_>) -> Vec<Hit> {
    let mut hits = secrecy::find(read);
    hits.extend(personal::find(read));
    hits.extend(dates::find(read));
    if read.piece.place.is_written_here() {
        hits.extend(numbers::find(read));
        hits.extend(punctuation::find(read.piece));
    }
    hits
}

/// Everything that the rules find in what a body is made of.
pub(crate) fn in_outline(paper: &Paper) -> Vec<Hit> {
    let mut hits = links::find(&paper.outline);
    hits.extend(accessible::find(&paper.outline));
    hits
}
