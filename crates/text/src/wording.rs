//! Titles and other short texts as they come from people and old systems.

use unicode_normalization::UnicodeNormalization;

use crate::spacing::{Gap, is_blank, is_invisible, is_joiner, takes_joiner};

/// One line of text: invisible characters gone, every run of white space one space, none at the
/// ends, Unicode normal form C.
pub fn normalise_space(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let (mut gap, mut last) = (Gap::None, None);
    for c in text.chars() {
        if is_blank(c) {
            gap = gap.with(if c == '\u{3000}' { ' ' } else { c });
            continue;
        }
        let dropped = is_invisible(c) || (is_joiner(c) && !last.is_some_and(takes_joiner));
        if dropped {
            continue;
        }
        if let Some(last) = last {
            out.push_str(gap.between(last, c));
        }
        out.push(c);
        (gap, last) = (Gap::None, Some(c));
    }
    if crate::spacing::is_simple(&out) { out } else { out.nfc().collect() }
}
