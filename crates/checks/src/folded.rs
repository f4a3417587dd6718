//! A text as checks read it: half width, simplified, lower case, without what nobody sees and without
//! spaces inside Chinese; every place in it leads back to the text itself.

use std::ops::Range;

use text::{is_blank, is_han, is_invisible};

/// A folded text. Ranges of bytes in `text` become ranges of characters in the original.
#[derive(Clone, Debug, Default)]
pub struct Folded {
    /// The text to search in.
    pub text: String,
    /// For each character of `text`: where it begins in `text`, and its place in the original.
    places: Vec<(usize, usize)>,
}

/// Characters between which a space hides a word rather than separating two.
fn is_tight(c: char) -> bool {
    is_han(c) || matches!(c, '★' | '☆')
}

fn is_unseen(c: char) -> bool {
    is_invisible(c) || matches!(c, '\u{200c}' | '\u{200d}' | '\u{fe00}'..='\u{fe0f}')
}

impl Folded {
    /// Folds a text.
    pub fn of(original: &str) -> Self {
        let seen: Vec<(usize, char)> =
            original.chars().enumerate().filter(|(_, c)| !is_unseen(*c)).collect();
        let mut kept = String::with_capacity(original.len());
        let mut origins = Vec::with_capacity(seen.len());
        let mut last = None;
        let mut rest = seen.as_slice();
        while let Some(((at, c), after)) = rest.split_first() {
            if is_blank(*c) && *c != '\n' {
                let run = rest.iter().take_while(|(_, c)| is_blank(*c) && *c != '\n').count();
                let next = rest.get(run).map(|(_, c)| *c);
                rest = rest.get(run..).unwrap_or_default();
                if !(last.is_some_and(is_tight) && next.is_some_and(is_tight)) {
                    kept.push(' ');
                    origins.push(*at);
                    last = Some(' ');
                }
                continue;
            }
            kept.push(*c);
            origins.push(*at);
            last = Some(*c);
            rest = after;
        }
        // Folding gives one character for one.
        let text = search::fold(&kept);
        let places = text.char_indices().map(|(byte, _)| byte).zip(origins).collect();
        Self { text, places }
    }

    /// The characters of the original that a range of bytes of `text` stands for.
    pub fn original(&self, found: &Range<usize>) -> Range<usize> {
        let first = self.places.partition_point(|(byte, _)| *byte < found.start);
        let end = self.places.partition_point(|(byte, _)| *byte < found.end);
        let start = self.places.get(first).map_or(0, |(_, origin)| *origin);
        let last = self.places.get(end.saturating_sub(1)).map_or(start, |(_, origin)| *origin);
        start..last.max(start) + 1
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::Folded;

    fn found(original: &str, word: &str) -> Option<String> {
        let folded = Folded::of(original);
        let at = folded.text.find(word)?;
        let range = folded.original(&(at..at + word.len()));
        Some(original.chars().skip(range.start).take(range.len()).collect())
    }

    #[test]
    fn disguises_fall_and_places_stay() {
        for (original, word, there) in [
            ("各单位要認真布　署工作", "布署", "布　署"),
            ("布\u{200b}署", "布署", "布\u{200b}署"),
            ("機 密 ★", "机密★", "機 密 ★"),
            ("电话１３８ 0000", "138 0000", "１３８ 0000"),
            ("甲 a 乙", "甲 a 乙", "甲 a 乙"),
        ] {
            assert_eq!(found(original, word).as_deref(), Some(there), "{original}");
        }
        assert_eq!(found("上一行布\n署下一行", "布署"), None);
    }

    proptest! {
        #[test]
        fn every_range_leads_into_the_original(original in "[布 署\u{3000}\u{200b}\na１★]{0,20}|.{0,20}") {
            let folded = Folded::of(&original);
            let count = original.chars().count();
            for (byte, c) in folded.text.char_indices() {
                let range = folded.original(&(byte..byte + c.len_utf8()));
                prop_assert!(range.end <= count && range.start < range.end);
            }
        }
    }
}
