//! Personal data with its middle hidden.

use super::{Mark, MarkKind, find};

/// A person's name with everything but its ends hidden: 张*, 王*明, 欧**华.
pub fn mask_name(name: &str) -> String {
    let count = name.trim().chars().count();
    hide(name.trim(), 1, usize::from(count > 2))
}

/// An identity number with its first four and last four characters.
pub fn mask_identity_number(number: &str) -> String {
    hide(number.trim(), 4, 4)
}

/// A telephone number with its first three and last four digits; of a short one only the last two.
pub fn mask_phone(number: &str) -> String {
    let number = number.trim();
    if number.chars().count() > 9 { hide(number, 3, 4) } else { hide(number, 0, 2) }
}

/// Any personal text with its first three and last two characters.
pub fn mask_personal(text: &str) -> String {
    hide(text.trim(), 3, 2)
}

/// A text in which every personal number is masked.
pub fn mask_numbers(text: &str) -> String {
    let mut masked = text.to_owned();
    loop {
        let marks: Vec<Mark> =
            find(&masked).into_iter().filter(|mark| mark.kind.is_personal()).collect();
        if marks.is_empty() {
            return masked;
        }
        // What a masked number leaves standing may begin another one. Every turn hides digits, so
        // there is a last one.
        masked = without(&masked, &marks);
    }
}

/// The text with these places masked.
fn without(text: &str, marks: &[Mark]) -> String {
    let mut out = String::with_capacity(text.len());
    let mut chars = text.chars();
    let mut at = 0;
    for mark in marks {
        out.extend(chars.by_ref().take(mark.start_char - at));
        out.push_str(&match mark.kind {
            MarkKind::Mobile => mask_phone(&mark.text),
            MarkKind::Passport => hide(&mark.text, 1, 2),
            _ => mask_identity_number(&mark.text),
        });
        chars.by_ref().take(mark.end_char - mark.start_char).for_each(drop);
        at = mark.end_char;
    }
    out.extend(chars);
    out
}

/// The text with stars in place of all but its first and last characters.
fn hide(text: &str, first: usize, last: usize) -> String {
    let count = text.chars().count();
    // Too short to hide anything in between: hide it all but the beginning.
    let (first, last) = if count > first + last { (first, last) } else { (count.min(1), 0) };
    let (first, last) = if count == 1 { (0, 0) } else { (first, last) };
    text.chars()
        .enumerate()
        .map(|(place, c)| if place < first || place >= count - last { c } else { '*' })
        .collect()
}
