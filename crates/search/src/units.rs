//! Units: what the index counts as one position. A Han character is a unit, a run of letters and
//! digits is a unit, anything else between them is a gap.

/// What a unit is made of.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Class {
    /// One Chinese (or Japanese, Korean) character.
    Han,
    /// A whole run of other letters and digits.
    Word,
}

/// One unit of a folded text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Unit {
    /// Offset of its first character.
    pub start: usize,
    /// Offset after its last character.
    pub end: usize,
    /// Its position; neighbours differ by one, a gap makes them differ by two.
    pub position: u32,
    /// What it is made of.
    pub class: Class,
}

impl Unit {
    /// The characters of this unit in the text it was scanned from.
    pub fn chars(self, text: &[char]) -> &[char] {
        text.get(self.start..self.end).unwrap_or_default()
    }

    /// True when nothing stands between this unit and `next`.
    pub fn touches(self, next: Self) -> bool {
        next.position == self.position + 1
    }
}

/// True for a character that is a unit by itself.
pub(crate) fn is_han(c: char) -> bool {
    matches!(c,
        '\u{4e00}'..='\u{9fff}' | '\u{3400}'..='\u{4dbf}' | '\u{3005}'..='\u{3007}'
        | '\u{3040}'..='\u{312f}' | '\u{ac00}'..='\u{d7af}' | '\u{f900}'..='\u{faff}'
        | '\u{2e80}'..='\u{2fdf}' | '\u{20000}'..='\u{3fffd}')
}

/// The marks met most, told without looking at the tables of Unicode.
fn is_mark(c: char) -> bool {
    matches!(c, '\u{0}'..='\u{7f}' | '\u{2010}'..='\u{206f}' | '\u{3000}'..='\u{3003}'
        | '\u{3008}'..='\u{301f}')
}

fn class_of(c: char) -> Option<Class> {
    if is_han(c) {
        Some(Class::Han)
    } else if c.is_ascii_alphanumeric() || (!is_mark(c) && c.is_alphanumeric()) {
        Some(Class::Word)
    } else {
        None
    }
}

/// Cuts a folded text into units.
pub(crate) fn scan(text: &[char]) -> Vec<Unit> {
    let mut units: Vec<Unit> = Vec::with_capacity(text.len());
    let mut position = 0;
    let mut gap = false;
    let mut skip_closing = None;
    let mut at = 0;
    while let Some(&c) = text.get(at) {
        let Some(class) = class_of(c) else {
            if is_year_bracket(text, at) {
                skip_closing = Some(at + 5);
            } else if skip_closing != Some(at) {
                gap = true;
            }
            at += 1;
            continue;
        };
        if gap && !units.is_empty() {
            position += 1;
        }
        gap = false;
        let start = at;
        at += 1;
        while class == Class::Word && text.get(at).is_some_and(|&c| class_of(c) == Some(class)) {
            at += 1;
        }
        units.push(Unit { start, end: at, position, class });
        position += 1;
    }
    units
}

/// The brackets around the year of a document number make no gap: `未政发〔2026〕12号` is found
/// with any brackets and with none.
fn is_year_bracket(text: &[char], at: usize) -> bool {
    let Some(&[open, a, b, c, d, close]) = text.get(at..at + 6) else {
        return false;
    };
    matches!(open, '[' | '(' | '〔' | '【' | '［' | '〈' | '<' | '{')
        && matches!(close, ']' | ')' | '〕' | '】' | '］' | '〉' | '>' | '}')
        && matches!((a, b), ('1', '9') | ('2', '0'))
        && c.is_ascii_digit()
        && d.is_ascii_digit()
}

/// Only the letters, digits and Han characters of a folded text: how a number is compared.
pub(crate) fn compact(text: &[char]) -> String {
    text.iter().filter(|&&c| class_of(c).is_some()).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::fold::fold_chars;

    fn shown(text: &str) -> String {
        let text = fold_chars(text);
        let units = scan(&text);
        let shown = units.iter().map(|unit| {
            let chars: String = unit.chars(&text).iter().collect();
            format!("{}{chars} ", unit.position)
        });
        shown.collect::<Vec<_>>().concat()
    }

    #[test]
    fn runs_are_whole_and_punctuation_is_a_gap() {
        assert_eq!(shown("《条例》，第3.5条 ABC-12"), "0条 1例 3第 43 65 7条 9abc 1112 ");
    }

    #[test]
    fn year_brackets_make_no_gap() {
        let plain = "0未 1政 2发 32026 412 5号 ";
        for form in [
            "未政发〔2026〕12号",
            "未政发[2026]12号",
            "未政发【２０２６】12号",
            "未政发（2026）12号",
        ] {
            assert_eq!(shown(form), plain, "{form}");
        }
        assert_eq!(shown("见(一)款"), "0见 2一 4款 ");
    }
}
