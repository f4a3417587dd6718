//! Folding: one character in, one character out, so that offsets stay true.
//!
//! Full-width becomes half-width, capitals become small, traditional becomes simplified. Folding
//! looks at one character at a time: what is equal in part stays equal as a whole, which exact
//! substring recall needs and a phrase-wise conversion would break.

use std::sync::OnceLock;

use ferrous_opencc::OpenCC;
use ferrous_opencc::config::BuiltinConfig;

/// The unified ideographs that have simplified forms: extension A and the basic block.
const FIRST: u32 = 0x3400;
const LAST: u32 = 0x9FFF;

static SIMPLIFIED: OnceLock<Vec<char>> = OnceLock::new();

/// The text as the index sees it. It has as many characters as the input.
pub fn fold(text: &str) -> String {
    let table = simplified();
    text.chars().map(|c| fold_with(table, c)).collect()
}

/// The folded characters of a text.
pub(crate) fn fold_chars(text: &str) -> Vec<char> {
    let table = simplified();
    let mut chars = Vec::with_capacity(text.len() / 2);
    chars.extend(text.chars().map(|c| fold_with(table, c)));
    chars
}

fn simplified() -> &'static [char] {
    SIMPLIFIED.get_or_init(build_table)
}

fn fold_with(table: &[char], c: char) -> char {
    match c {
        '\u{0}'..='\u{7f}' => c.to_ascii_lowercase(),
        '\u{3400}'..='\u{9fff}' => {
            let at = (u32::from(c) - FIRST) as usize;
            table.get(at).copied().unwrap_or(c)
        }
        '\u{3000}' => ' ',
        '\u{2010}'..='\u{206f}' | '\u{3001}'..='\u{303f}' => c,
        '\u{ff01}'..='\u{ff5e}' => {
            char::from_u32(u32::from(c) - 0xFEE0).map_or(c, |half| half.to_ascii_lowercase())
        }
        _ => single(c.to_lowercase()).unwrap_or(c),
    }
}

/// The only item, when there is exactly one.
fn single(mut chars: impl Iterator<Item = char>) -> Option<char> {
    let first = chars.next()?;
    chars.next().is_none().then_some(first)
}

fn build_table() -> Vec<char> {
    let same = || (FIRST..=LAST).filter_map(char::from_u32);
    match OpenCC::from_config(BuiltinConfig::T2s) {
        Ok(converter) => {
            let mut buffer = [0_u8; 4];
            same()
                .map(|c| {
                    let simple = converter.convert(c.encode_utf8(&mut buffer));
                    single(simple.chars()).unwrap_or(c)
                })
                .collect()
        }
        Err(error) => {
            tracing::error!(error = error.to_string(), "traditional characters are not folded");
            same().collect()
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn width_case_and_traditional_forms_fold_one_to_one() {
        assert_eq!(fold("ＧＢ１８０３０　國務院"), "gb18030 国务院");
        assert_eq!(fold("未央市人民政府"), "未央市人民政府");
        let odd = "İﬀß𠀀ǅ①";
        assert_eq!(fold(odd).chars().count(), odd.chars().count());
    }
}
