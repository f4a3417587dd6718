//! The name of an uploaded file, made harmless.

use unicode_normalization::UnicodeNormalization;

/// The longest name in bytes; most file systems take 255.
const LONGEST: usize = 180;

/// The longest extension that is kept when a name is cut.
const LONGEST_EXTENSION: usize = 12;

/// A file name without path, control and direction characters, and without what file systems
/// refuse; Chinese stays. A name of which nothing is left becomes `file`.
pub fn clean_file_name(name: &str) -> String {
    let last = name.rsplit(['/', '\\']).next().unwrap_or_default();
    let kept: String = last.nfc().filter(|c| !is_harmful(*c)).collect();
    let words: Vec<&str> = kept.split_whitespace().collect();
    let tidy = words.join(" ");
    let tidy = tidy.trim_matches(|c: char| c == '.' || c == ' ');
    if tidy.is_empty() { "file".to_owned() } else { cut(tidy) }
}

/// The extension of a name in lower case, without its dot.
pub(crate) fn extension(name: &str) -> Option<String> {
    let (stem, extension) = name.rsplit_once('.')?;
    let plain = !extension.is_empty() && extension.chars().all(|c| c.is_ascii_alphanumeric());
    (plain && !stem.is_empty()).then(|| extension.to_ascii_lowercase())
}

fn is_harmful(c: char) -> bool {
    match c {
        // What file systems refuse.
        '<' | '>' | ':' | '"' | '|' | '?' | '*'
        // What is not seen, or turns the direction of what is.
        | '\u{ad}' | '\u{61c}' | '\u{180e}' | '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}'
        | '\u{2060}'..='\u{206f}' | '\u{feff}' | '\u{fff0}'..='\u{ffff}'
        | '\u{e0000}'..='\u{e0fff}' => true,
        c => c.is_control() && !c.is_whitespace(),
    }
}

/// The name cut to its longest length, its extension kept.
fn cut(name: &str) -> String {
    if name.len() <= LONGEST {
        return name.to_owned();
    }
    let (stem, end) = match name.rsplit_once('.') {
        Some((stem, extension)) if extension.len() <= LONGEST_EXTENSION => {
            (stem, format!(".{extension}"))
        }
        _ => (name, String::new()),
    };
    let mut out = String::with_capacity(LONGEST);
    for c in stem.chars() {
        if out.len() + c.len_utf8() + end.len() > LONGEST {
            break;
        }
        out.push(c);
    }
    out.truncate(out.trim_end_matches([' ', '.']).len());
    out + &end
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::{LONGEST, clean_file_name, extension};

    #[test]
    fn names_become_harmless_and_stay_chinese() {
        for (given, clean) in [
            ("关于防汛的通知（终稿）.docx", "关于防汛的通知（终稿）.docx"),
            ("C:\\Users\\某\\桌面\\附件 1.pdf", "附件 1.pdf"),
            ("../../etc/passwd", "passwd"),
            ("名单\u{202e}xslx.exe", "名单xslx.exe"),
            ("a\r\nb\0.txt", "a b.txt"),
            (" .. ", "file"),
            ("", "file"),
            ("a<b>:\"c\"|?*.txt", "abc.txt"),
            (".htaccess", "htaccess"),
        ] {
            assert_eq!(clean_file_name(given), clean, "{given:?}");
        }
        let long = clean_file_name(&format!("{}.xlsx", "表".repeat(200)));
        assert!(long.len() <= LONGEST && long.ends_with("表.xlsx"));
    }

    #[test]
    fn extensions_are_read_from_the_end() {
        assert_eq!(extension("a.tar.GZ").as_deref(), Some("gz"));
        assert_eq!(extension("a"), None);
        assert_eq!(extension("a."), None);
        assert_eq!(extension(".pdf"), None);
    }

    proptest! {
        #[test]
        fn cleaning_is_safe_and_settles(name in "\\PC{0,80}|.{0,200}") {
            let clean = clean_file_name(&name);
            prop_assert!(!clean.is_empty() && clean.len() <= LONGEST);
            let harmful = ['/', '\\', '\n', '\0', '\u{202e}'];
            prop_assert!(!clean.contains(harmful));
            prop_assert!(!clean.starts_with('.'));
            prop_assert_eq!(clean_file_name(&clean), clean.clone());
        }
    }
}
