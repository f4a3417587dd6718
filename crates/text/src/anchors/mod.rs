//! Where a remark belongs in a text: what it quotes, how far in, and what stands around it. The
//! place is found again in a later text as long as the quoted words are still there.
//!
//! Positions count letters: white space and invisible characters are left out, so that a text reads
//! the same in a browser, in the editor and here.

mod marked;
#[cfg(test)]
mod tests;

use std::cmp::Reverse;
use std::ops::Range;

use crate::spacing::{is_blank, is_invisible, is_joiner};
use crate::tokens::{self, Event};

pub use marked::{Mark, marked};

/// Letters kept on each side of a quote, to tell it from others like it.
const AROUND: usize = 32;

/// A place in a text.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Anchor {
    /// How many letters stand before it.
    pub start: usize,
    /// The letters themselves.
    pub quote: String,
    /// The letters just before.
    pub before: String,
    /// The letters just after.
    pub after: String,
}

/// Whether a character counts.
pub(crate) fn is_letter(c: char) -> bool {
    !is_blank(c) && !is_invisible(c) && !is_joiner(c)
}

/// The letters of a plain text.
pub fn letters(text: &str) -> Vec<char> {
    text.chars().filter(|c| is_letter(*c)).collect()
}

/// The letters of a clean body.
pub fn letters_of_html(html: &str) -> Vec<char> {
    let mut found = Vec::with_capacity(html.len() / 3);
    tokens::read(html, |event| {
        if let Event::Text(text) = event {
            found.extend(text.chars().filter(|c| is_letter(*c)));
        }
    });
    found
}

impl Anchor {
    /// The place of these letters; none if there are none.
    pub fn at(letters: &[char], range: Range<usize>) -> Option<Self> {
        let quote = letters.get(range.clone()).filter(|quote| !quote.is_empty())?;
        let before = letters.get(range.start.saturating_sub(AROUND)..range.start)?;
        let after = letters.get(range.end..letters.len().min(range.end + AROUND))?;
        let text = |part: &[char]| part.iter().collect();
        Some(Self {
            start: range.start,
            quote: text(quote),
            before: text(before),
            after: text(after),
        })
    }

    /// The place of words that somebody picked out, told from others like them by what stands
    /// before; none if the text does not have them.
    pub fn quoting(letters: &[char], quote: &str, before: &str) -> Option<Self> {
        let wanted: Vec<char> = self::letters(quote);
        let before: Vec<char> = self::letters(before);
        let best = places(letters, &wanted)
            .max_by_key(|start| (alike_before(letters, *start, &before), Reverse(*start)))?;
        Self::at(letters, best..best + wanted.len())
    }

    /// Where the quoted words are in this text: of several, those whose surroundings are most like
    /// the old ones, and of these the nearest. None when they are gone.
    pub fn find(&self, letters: &[char]) -> Option<Range<usize>> {
        let quote: Vec<char> = self.quote.chars().collect();
        let before: Vec<char> = self.before.chars().collect();
        let after: Vec<char> = self.after.chars().collect();
        let alike = |start: usize| {
            let follows = letters.get(start + quote.len()..).unwrap_or_default();
            let follows = follows.iter().zip(&after).take_while(|(one, other)| one == other);
            alike_before(letters, start, &before) + follows.count()
        };
        let near = |start: usize| Reverse(start.abs_diff(self.start));
        let best = places(letters, &quote).max_by_key(|start| (alike(*start), near(*start)))?;
        Some(best..best + quote.len())
    }
}

/// Every place where the quote begins.
fn places<'a>(letters: &'a [char], quote: &'a [char]) -> impl Iterator<Item = usize> + 'a {
    // An empty quote has no place; a window can't be empty.
    let windows = letters.windows(quote.len().max(1)).enumerate();
    windows.filter(move |(_, window)| *window == quote).map(|(start, _)| start)
}

/// How many letters before a place are the wanted ones, read backwards.
fn alike_before(letters: &[char], start: usize, before: &[char]) -> usize {
    let above = letters.get(..start).unwrap_or_default();
    above.iter().rev().zip(before.iter().rev()).take_while(|(one, other)| one == other).count()
}
