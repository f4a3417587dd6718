//! Cells that are safe to open in a spreadsheet.

use std::borrow::Cow;

/// A spreadsheet would compute a cell that begins like a formula; a quote makes it text.
pub fn harmless(cell: &str) -> Cow<'_, str> {
    // Some programs skip blanks and control characters before they look for the sign.
    let looked_at = cell.trim_start_matches(|c: char| c.is_whitespace() || c.is_control());
    let formula = looked_at.starts_with(['=', '+', '-', '@', '＝', '＋', '－', '＠']);
    if formula || cell.starts_with(['\t', '\r', '\n']) {
        Cow::Owned(format!("'{cell}"))
    } else {
        Cow::Borrowed(cell)
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn formulas_become_text() {
        for formula in ["=HYPERLINK(1)", "+1", "-1+cmd|x", "@SUM(A1)", "\t=1", " =1", "＝1"] {
            assert_eq!(harmless(formula), format!("'{formula}"));
        }
        for plain in ["", "关于供暖", "2026-11-23 08:00:00", "a=b", "'=1"] {
            assert_eq!(harmless(plain), plain);
        }
    }

    proptest! {
        #[test]
        fn no_cell_begins_like_a_formula(cell in "[ \\t\\r\\n=+@a-]{0,6}") {
            let safe = harmless(&cell);
            prop_assert!(!safe.starts_with(['=', '+', '-', '@', '\t', '\r']));
            prop_assert!(safe.ends_with(&cell));
        }
    }
}
