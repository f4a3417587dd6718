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

/// A title in good order: one line, full-width Latin letters and digits in half width, no quotation
/// marks around the whole and none without its partner at the ends, no full stop at the end.
pub fn tidy_title(title: &str) -> String {
    let halved: String = title.chars().map(letter_or_digit).collect();
    let mut title = normalise_space(&halved);
    while let Some(shorter) = without_stray(&title) {
        title = shorter;
    }
    title
}

/// Quotation marks with their partners.
const QUOTES: [(char, char); 6] =
    [('“', '”'), ('‘', '’'), ('"', '"'), ('\'', '\''), ('「', '」'), ('『', '』')];

/// The title with one stray character fewer.
fn without_stray(title: &str) -> Option<String> {
    let (first, last) = (title.chars().next()?, title.chars().next_back()?);
    let count = |c: char| title.chars().filter(|other| *other == c).count();
    for (open, close) in QUOTES {
        let lonely = if open == close { count(open) % 2 == 1 } else { count(open) != count(close) };
        let whole = first == open && last == close && count(open) + count(close) == 2;
        let surplus_open = first == open && lonely && (open == close || count(open) > count(close));
        let surplus_close =
            last == close && lonely && (open == close || count(close) > count(open));
        if whole && title.chars().count() >= 2 {
            let inner = title.strip_prefix(open)?.strip_suffix(close)?;
            return Some(inner.trim().to_owned());
        }
        if surplus_open {
            return Some(title.strip_prefix(open)?.trim_start().to_owned());
        }
        if surplus_close {
            return Some(title.strip_suffix(close)?.trim_end().to_owned());
        }
    }
    (last == '。').then(|| title.trim_end_matches('。').trim_end().to_owned())
}

/// A full-width letter, digit, `％` or `－` between them in half width; punctuation stays Chinese.
fn letter_or_digit(c: char) -> char {
    let half = half_width(c);
    if half.is_ascii_alphanumeric() || half == '%' { half } else { c }
}

/// The half-width form of a full-width character, any other character as it is.
pub fn half_width(c: char) -> char {
    match c {
        '\u{ff01}'..='\u{ff5e}' => char::from_u32(u32::from(c) - 0xfee0).unwrap_or(c),
        '\u{3000}' => ' ',
        _ => c,
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::{normalise_space, tidy_title};

    #[test]
    fn titles_come_out_in_order() {
        for (given, tidy) in [
            ("　关于  印发\n《规划》的通知 ", "关于 印发《规划》的通知"),
            ("未央区２０２６年ＧＤＰ增长５％（上半年）", "未央区2026年GDP增长5%（上半年）"),
            ("“未央区召开大会”", "未央区召开大会"),
            ("“放管服”改革出“新招”", "“放管服”改革出“新招”"),
            ("未央区召开大会”", "未央区召开大会"),
            ("\"通知", "通知"),
            ("区政府召开会议。", "区政府召开会议"),
            ("\u{feff}公告\u{200b}", "公告"),
            ("”", ""),
        ] {
            assert_eq!(tidy_title(given), tidy, "{given}");
        }
    }

    proptest! {
        #[test]
        fn tidying_twice_changes_nothing(title in "[“”‘’\"'「」。甲Ａ a\u{3000}\n\u{200b}é]{0,12}|.{0,12}") {
            let once = tidy_title(&title);
            prop_assert_eq!(tidy_title(&once), once.clone());
            let spaced = normalise_space(&title);
            prop_assert_eq!(normalise_space(&spaced), spaced.clone());
        }
    }
}
