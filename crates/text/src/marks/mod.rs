//! What must not be published: marks of secrecy and of internal papers, personal numbers.

mod mask;
mod numbers;
#[cfg(test)]
mod tests;

use std::collections::BTreeMap;
use std::ops::Range;
use std::sync::LazyLock;

use regex::Regex;

pub use mask::{mask_identity_number, mask_name, mask_numbers, mask_personal, mask_phone};
pub use numbers::{is_bank_card, is_identity_number};

use crate::wording::half_width;

/// What was found.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum MarkKind {
    /// 绝密, 机密 or 秘密 as a mark: with its star, with a term, or alone on a line.
    Secrecy,
    /// A paper said to be internal or not to be published.
    Internal,
    /// An identity number of 18 characters with the right check character.
    IdentityNumber,
    /// A mobile telephone number.
    Mobile,
    /// A bank card number that passes the Luhn check.
    BankCard,
    /// The number of a passport.
    Passport,
}

impl MarkKind {
    /// Whether it is personal data, to be masked rather than sent to secrecy review.
    pub fn is_personal(self) -> bool {
        !matches!(self, Self::Secrecy | Self::Internal)
    }
}

/// A place in a text that must be looked at before it is published.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Mark {
    /// What it is.
    pub kind: MarkKind,
    /// The first character, counted in characters from 0.
    pub start_char: usize,
    /// The character after the last one.
    pub end_char: usize,
    /// The text as it stands there.
    pub text: String,
}

struct Pattern {
    kind: MarkKind,
    /// Nothing only if the pattern were wrong, which the tests would tell.
    regex: Option<Regex>,
    accepts: fn(&str) -> bool,
}

fn pattern(kind: MarkKind, regex: &str, accepts: fn(&str) -> bool) -> Pattern {
    Pattern { kind, regex: Regex::new(regex).ok(), accepts }
}

/// In order of precedence: what an earlier pattern took, a later one leaves alone.
static PATTERNS: LazyLock<[Pattern; 7]> = LazyLock::new(|| {
    let any: fn(&str) -> bool = |_| true;
    [
        pattern(
            MarkKind::Secrecy,
            r"(?:绝\s?密|机\s?密|秘\s?密)\s?(?:[★☆](?:\s?(?:\d{1,3}\s?(?:年|个月|天)|长期))?|\d{1,2}年)",
            any,
        ),
        pattern(
            MarkKind::Secrecy,
            r"(?m)^[ \t\u{3000}]*(?:密级[::]?\s?)?(?:绝\s{0,2}密|机\s{0,2}密|秘\s{0,2}密)[ \t\u{3000}]*$",
            any,
        ),
        pattern(
            MarkKind::Internal,
            r"内部(?:资料|文件|材料|刊物|参考|使用)(?:[,，、 ]?(?:注意保存|请勿外传|不得外传|严禁外传))?|注意保存[,，]?(?:请勿|不得|严禁)外传|此件不(?:予)?公开|[(（〔【](?:此件)?不(?:予|宜)公开[)）〕】]",
            any,
        ),
        pattern(MarkKind::IdentityNumber, r"\d{6}[ -]?\d{8}[ -]?\d{3}[0-9Xx]", is_identity_number),
        pattern(MarkKind::Mobile, r"(?:(?:\+|00)?86[ -]?)?1[3-9]\d[ -]?\d{4}[ -]?\d{4}", any),
        pattern(
            MarkKind::BankCard,
            r"[3-6]\d{3}(?:[ -]?\d{4}){2,3}(?:[ -]?\d{1,3})?",
            is_bank_card,
        ),
        pattern(MarkKind::Passport, r"[EGDSP][A-HJ-NP-Z]?\d{7,8}", |text| text.len() == 9),
    ]
});

/// Everything in a plain text that must be looked at before publication, in order of place.
pub fn find(text: &str) -> Vec<Mark> {
    // Full-width digits count as digits; one character stays one character.
    let halved: String =
        text.chars().map(|c| if c == '\u{3000}' { c } else { half_width(c) }).collect();
    // By their first byte; none overlaps another.
    let mut taken: BTreeMap<usize, (usize, MarkKind)> = BTreeMap::new();
    for pattern in PATTERNS.iter() {
        let Some(regex) = &pattern.regex else {
            continue;
        };
        let mut from = 0;
        while let Some(found) = regex.find_at(&halved, from) {
            let (range, spelling) = (found.range(), found.as_str());
            from = range.end;
            let before = taken.range(..range.end).next_back();
            let overlaps = before.is_some_and(|(_, (end, _))| *end > range.start);
            let stands_alone = !pattern.kind.is_personal() || stands_alone(&halved, &range);
            if stands_alone && (pattern.accepts)(spelling) && !overlaps {
                let range = trimmed(spelling, range);
                taken.insert(range.start, (range.end, pattern.kind));
            } else {
                // The true number may begin inside what only looked like one.
                from = range.start + spelling.chars().next().map_or(1, char::len_utf8);
            }
        }
    }
    marks(text, &halved, taken)
}

/// The range without white space at its ends.
fn trimmed(spelling: &str, range: Range<usize>) -> Range<usize> {
    let front = spelling.len() - spelling.trim_start().len();
    let back = spelling.len() - spelling.trim_end().len();
    range.start + front..range.end - back
}

/// A number is one only if no digit or letter touches it.
fn stands_alone(text: &str, range: &Range<usize>) -> bool {
    let before = text.get(..range.start).and_then(|t| t.chars().next_back());
    let after = text.get(range.end..).and_then(|t| t.chars().next());
    let joins = |c: Option<char>| c.is_some_and(|c| c.is_ascii_alphanumeric());
    !joins(before) && !joins(after)
}

/// Byte ranges of the halved text as character ranges of the text itself, in one walk through both.
fn marks(text: &str, halved: &str, taken: BTreeMap<usize, (usize, MarkKind)>) -> Vec<Mark> {
    let places = halved.char_indices().map(|(byte, _)| byte);
    let mut walk = places.zip(text.chars()).enumerate().peekable();
    let mark = |(start, (end, kind)): (usize, (usize, MarkKind))| {
        while walk.next_if(|(_, (byte, _))| *byte < start).is_some() {}
        let start_char = walk.peek().map_or(0, |(count, _)| *count);
        let mut text = String::new();
        let mut end_char = start_char;
        while let Some((_, (_, c))) = walk.next_if(|(_, (byte, _))| *byte < end) {
            text.push(c);
            end_char += 1;
        }
        Mark { kind, start_char, end_char, text }
    };
    taken.into_iter().map(mark).collect()
}
