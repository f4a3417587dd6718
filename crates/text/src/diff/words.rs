//! A text cut into the units that are compared.

use crate::spacing::is_han;

#[derive(Clone, Copy, PartialEq, Eq)]
enum Class {
    Han,
    /// Latin letters and digits, with what stands inside numbers and words.
    Word,
    Other,
}

fn class(c: char) -> Class {
    match c {
        c if is_han(c) => Class::Han,
        c if c.is_alphanumeric() => Class::Word,
        '.' | ',' | '%' | '-' | '_' | '\'' => Class::Word,
        _ => Class::Other,
    }
}

/// Cuts a text: Latin words and numbers stay whole (with 年, 月, 日, 号 after a number), Han
/// stretches are cut by `cut`, every other character stands alone.
pub(super) fn words(text: &str, cut: &dyn Fn(&str) -> Vec<String>) -> Vec<String> {
    let mut out: Vec<String> = Vec::new();
    let mut stretch = String::new();
    let mut stretch_class = Class::Other;
    for c in text.chars() {
        let number = stretch_class == Class::Word
            && stretch.chars().next_back().is_some_and(|last| last.is_ascii_digit());
        if number && matches!(c, '年' | '月' | '日' | '号') {
            stretch.push(c);
            put(&mut out, &mut stretch, stretch_class, cut);
            stretch_class = Class::Other;
            continue;
        }
        let c_class = class(c);
        if c_class != stretch_class || c_class == Class::Other {
            put(&mut out, &mut stretch, stretch_class, cut);
        }
        stretch.push(c);
        stretch_class = c_class;
    }
    put(&mut out, &mut stretch, stretch_class, cut);
    out
}

fn put(
    out: &mut Vec<String>,
    stretch: &mut String,
    class: Class,
    cut: &dyn Fn(&str) -> Vec<String>,
) {
    if stretch.is_empty() {
        return;
    }
    let stretch = std::mem::take(stretch);
    if class == Class::Han {
        let words = cut(&stretch);
        // A cut that loses characters would show a false text.
        let whole = words.iter().map(String::len).sum::<usize>() == stretch.len();
        out.extend(if whole { words } else { characters(&stretch) });
    } else {
        out.push(stretch);
    }
}

/// Every character a word of its own.
pub(super) fn characters(text: &str) -> Vec<String> {
    text.chars().map(String::from).collect()
}
