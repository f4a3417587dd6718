//! Addresses from Chinese names: pinyin in lower-case ASCII.

use pinyin::ToPinyin;

/// The longest slug we make.
const LONGEST: usize = 60;

/// The first letters of the pinyin: 通知公告 gives `tzgg`. Latin letters and digits stay.
pub fn pinyin_initials(title: &str) -> String {
    let mut out = String::new();
    for c in title.chars() {
        match c.to_pinyin() {
            Some(syllable) => out.push_str(syllable.first_letter()),
            None => out.extend(half_width(c).filter(char::is_ascii_alphanumeric)),
        }
    }
    ascii_lower(&out, LONGEST)
}

/// A slug with the whole pinyin: 通知公告 2026 gives `tongzhigonggao-2026`.
///
/// Chinese syllables run together, as column folders of government sites are written; everything
/// that is neither Chinese, a Latin letter nor a digit parts words. It may be empty.
pub fn slug(text: &str) -> String {
    let mut out = String::new();
    let mut before = Kind::Other;
    for c in text.chars() {
        let syllable = c.to_pinyin();
        let letter = half_width(c).filter(char::is_ascii_alphanumeric);
        let kind = match (syllable, letter) {
            (Some(_), _) => Kind::Han,
            (None, Some(_)) => Kind::Latin,
            (None, None) => Kind::Other,
        };
        if kind != before && kind != Kind::Other && !out.is_empty() {
            out.push('-');
        }
        match (syllable, letter) {
            (Some(syllable), _) => out.push_str(syllable.plain()),
            (None, letter) => out.extend(letter),
        }
        before = kind;
    }
    ascii_lower(&out, LONGEST)
}

/// Whether a path segment is a slug: lower-case ASCII letters, digits and single inner hyphens.
pub fn is_slug(segment: &str) -> bool {
    !segment.is_empty()
        && segment.len() <= LONGEST
        && segment.split('-').all(|part| {
            !part.is_empty() && part.chars().all(|c| c.is_ascii_lowercase() || c.is_ascii_digit())
        })
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Kind {
    Han,
    Latin,
    Other,
}

/// The character in half width, if it is one of ASCII's.
fn half_width(c: char) -> Option<char> {
    crate::wording::half_width(c).is_ascii().then(|| crate::wording::half_width(c))
}

/// Lower-case ASCII of at most so many letters, without a hyphen at its end.
fn ascii_lower(text: &str, most: usize) -> String {
    // Pinyin writes ü as v in addresses.
    let letters = text.chars().map(|c| if c == 'ü' { 'v' } else { c.to_ascii_lowercase() });
    let cut: String = letters.filter(char::is_ascii).take(most).collect();
    cut.trim_end_matches('-').to_owned()
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::{is_slug, pinyin_initials, slug};

    #[test]
    fn names_become_addresses() {
        assert_eq!(pinyin_initials("通知公告"), "tzgg");
        assert_eq!(pinyin_initials("“十四五”规划 2026Ａ"), "sswgh2026a");
        assert_eq!(slug("通知公告"), "tongzhigonggao");
        assert_eq!(slug("政策文件（2026年）FAQ"), "zhengcewenjian-2026-nian-faq");
        assert_eq!(slug("绿化"), "lvhua");
        assert_eq!(slug("——"), "");
    }

    #[test]
    fn a_slug_is_known_when_seen() {
        for good in ["zwgk", "tong-zhi-2026", "1"] {
            assert!(is_slug(good), "{good}");
        }
        for bad in ["", "-a", "a-", "a--b", "A", "a_b", "a/b", "未央"] {
            assert!(!is_slug(bad), "{bad}");
        }
    }

    proptest! {
        #[test]
        fn what_is_made_is_a_slug_or_nothing(text in ".{0,40}|[一-龥a-zA-Z0-9 ]{0,40}") {
            for made in [slug(&text), pinyin_initials(&text)] {
                prop_assert!(made.is_empty() || is_slug(&made), "{made}");
            }
        }
    }
}
