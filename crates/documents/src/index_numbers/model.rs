//! The pattern of index numbers.

use serde::Deserialize;
use thiserror::Error;

/// Digits of a serial number at most: a number of 64 bits has no more.
const MOST_DIGITS: usize = 19;

/// How index numbers are formed: text with `{unit}`, `{class}`, `{year}` and `{serial}`, the last
/// with a width if wanted: `{serial:4}`.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(try_from = "String")]
pub struct IndexPattern(Vec<Piece>);

#[derive(Clone, Debug, PartialEq, Eq)]
enum Piece {
    Text(String),
    Unit,
    Class,
    Year,
    Serial(usize),
}

/// Why a pattern can't be used.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Error)]
pub enum PatternRefusal {
    /// A brace is not closed or names nothing.
    #[error("an index number pattern knows {{unit}}, {{class}}, {{year}} and {{serial:4}}")]
    UnknownPart,
    /// A serial number of so many digits is none.
    #[error("the serial of an index number has 1 to {MOST_DIGITS} digits")]
    Width,
    /// Without all four parts two documents could get the same number.
    #[error("an index number needs unit, class, year and serial")]
    Incomplete,
}

impl Default for IndexPattern {
    fn default() -> Self {
        let dash = || Piece::Text("-".to_owned());
        Self(vec![Piece::Unit, dash(), Piece::Class, dash(), Piece::Year, dash(), Piece::Serial(4)])
    }
}

impl TryFrom<String> for IndexPattern {
    type Error = PatternRefusal;

    fn try_from(text: String) -> Result<Self, PatternRefusal> {
        Self::parse(&text)
    }
}

impl IndexPattern {
    /// Reads a pattern.
    pub fn parse(text: &str) -> Result<Self, PatternRefusal> {
        let mut pieces = Vec::new();
        let mut rest = text;
        while let Some((before, after)) = rest.split_once('{') {
            if !before.is_empty() {
                pieces.push(Piece::Text(before.to_owned()));
            }
            let (name, after) = after.split_once('}').ok_or(PatternRefusal::UnknownPart)?;
            pieces.push(match name.split_once(':').unwrap_or((name, "1")) {
                ("unit", _) => Piece::Unit,
                ("class", _) => Piece::Class,
                ("year", _) => Piece::Year,
                ("serial", width) => {
                    let width = width.parse().ok().ok_or(PatternRefusal::UnknownPart)?;
                    if !(1..=MOST_DIGITS).contains(&width) {
                        return Err(PatternRefusal::Width);
                    }
                    Piece::Serial(width)
                }
                _ => return Err(PatternRefusal::UnknownPart),
            });
            rest = after;
        }
        if !rest.is_empty() {
            pieces.push(Piece::Text(rest.to_owned()));
        }
        let has = |wanted: fn(&Piece) -> bool| pieces.iter().any(wanted);
        let complete = has(|piece| matches!(piece, Piece::Unit))
            && has(|piece| matches!(piece, Piece::Class))
            && has(|piece| matches!(piece, Piece::Year))
            && has(|piece| matches!(piece, Piece::Serial(_)));
        if complete { Ok(Self(pieces)) } else { Err(PatternRefusal::Incomplete) }
    }

    /// The number of these parts.
    pub fn number(&self, unit: &str, class: &str, year: i32, serial: i64) -> String {
        self.0
            .iter()
            .map(|piece| match piece {
                Piece::Text(text) => text.clone(),
                Piece::Unit => unit.to_owned(),
                Piece::Class => class.to_owned(),
                Piece::Year => year.to_string(),
                Piece::Serial(width) => format!("{serial:0width$}"),
            })
            .collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn patterns_are_read_and_checked() {
        let usual = IndexPattern::parse("{unit}-{class}-{year}-{serial:4}").unwrap();
        assert_eq!(usual, IndexPattern::default());
        assert_eq!(usual.number("mzj", "17", 2026, 42), "mzj-17-2026-0042");
        let other = IndexPattern::parse("WY/{year}{class}/{unit}.{serial}").unwrap();
        assert_eq!(other.number("mzj", "17", 2026, 42), "WY/202617/mzj.42");
        assert_eq!(IndexPattern::parse("{unit}-{serial}"), Err(PatternRefusal::Incomplete));
        assert_eq!(IndexPattern::parse("{who}"), Err(PatternRefusal::UnknownPart));
        assert_eq!(IndexPattern::parse("{unit"), Err(PatternRefusal::UnknownPart));
        // Wider than a number can be written, which would have stopped the publication.
        let wide = IndexPattern::parse("{unit}{class}{year}{serial:70000}");
        assert_eq!(wide, Err(PatternRefusal::Width));
    }
}
