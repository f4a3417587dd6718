//! The tokenizers for recall: pairs of neighbouring units, and single units.

use tantivy::tokenizer::{Token, TokenStream, Tokenizer};

use crate::fold::fold_chars;
use crate::units::{Class, Unit, scan};

/// Stands between two runs of letters or digits that touch, so that `2026|12` is not `202612`.
const JOINT: char = '\u{1}';

/// Writes the pair token of two neighbouring units.
pub(crate) fn pair(text: &[char], first: Unit, second: Unit, into: &mut String) {
    into.extend(first.chars(text));
    if first.class == Class::Word && second.class == Class::Word {
        into.push(JOINT);
    }
    into.extend(second.chars(text));
}

/// Cuts a text into pairs of touching units, each at the position of its first unit; runs of
/// letters and digits also stand alone, and with `singles` every unit does.
#[derive(Clone, Default)]
pub(crate) struct PairTokenizer {
    pub singles: bool,
}

/// The pairs of one text.
pub(crate) struct PairStream {
    text: Vec<char>,
    units: Vec<Unit>,
    next: usize,
    alone_given: bool,
    singles: bool,
    token: Token,
}

impl Tokenizer for PairTokenizer {
    type TokenStream<'a> = PairStream;

    fn token_stream<'a>(&'a mut self, text: &'a str) -> PairStream {
        let text = fold_chars(text);
        let units = scan(&text);
        PairStream {
            text,
            units,
            next: 0,
            alone_given: false,
            singles: self.singles,
            token: Token::default(),
        }
    }
}

impl TokenStream for PairStream {
    fn advance(&mut self) -> bool {
        while let Some(&unit) = self.units.get(self.next) {
            self.token.position = unit.position as usize;
            self.token.text.clear();
            if (self.singles || unit.class == Class::Word) && !self.alone_given {
                self.alone_given = true;
                self.token.text.extend(unit.chars(&self.text));
                return true;
            }
            self.next += 1;
            self.alone_given = false;
            if let Some(&following) = self.units.get(self.next)
                && unit.touches(following)
            {
                pair(&self.text, unit, following, &mut self.token.text);
                return true;
            }
        }
        false
    }

    fn token(&self) -> &Token {
        &self.token
    }

    fn token_mut(&mut self) -> &mut Token {
        &mut self.token
    }
}

/// Gives each distinct Han character of a text once: for searches of a single character.
#[derive(Clone, Default)]
pub(crate) struct SingleTokenizer;

/// The distinct Han characters of one text.
pub(crate) struct SingleStream {
    chars: std::vec::IntoIter<char>,
    token: Token,
}

impl Tokenizer for SingleTokenizer {
    type TokenStream<'a> = SingleStream;

    fn token_stream<'a>(&'a mut self, text: &'a str) -> SingleStream {
        let mut chars = fold_chars(text);
        chars.retain(|&c| crate::units::is_han(c));
        chars.sort_unstable();
        chars.dedup();
        SingleStream { chars: chars.into_iter(), token: Token::default() }
    }
}

impl TokenStream for SingleStream {
    fn advance(&mut self) -> bool {
        let Some(next) = self.chars.next() else {
            return false;
        };
        self.token.position = self.token.position.wrapping_add(1);
        self.token.text.clear();
        self.token.text.push(next);
        true
    }

    fn token(&self) -> &Token {
        &self.token
    }

    fn token_mut(&mut self) -> &mut Token {
        &mut self.token
    }
}
