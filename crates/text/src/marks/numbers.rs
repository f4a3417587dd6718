//! Check characters of personal numbers.

use chrono::NaiveDate;

/// Whether a text is an identity number: 18 characters, a real date of birth, and the check
/// character of GB 11643 (ISO 7064, mod 11-2). Spaces and hyphens between groups are passed over.
pub fn is_identity_number(text: &str) -> bool {
    let characters: Vec<char> = text.chars().filter(|c| !matches!(c, ' ' | '-')).collect();
    let Some((last, body)) = characters.split_last() else {
        return false;
    };
    let digits: Vec<u32> = body.iter().filter_map(|c| c.to_digit(10)).collect();
    if body.len() != 17 || digits.len() != 17 {
        return false;
    }
    let birth: String = body.iter().skip(6).take(8).collect();
    let born = NaiveDate::parse_from_str(&birth, "%Y%m%d").is_ok() && birth.as_str() >= "18500101";
    // Each place weighs twice the one after it; eleven remainders have eleven characters.
    let sum = digits.iter().fold(0, |sum, digit| (sum + digit) * 2 % 11);
    let check = "10X98765432".chars().nth(sum as usize);
    born && check == Some(last.to_ascii_uppercase())
}

/// Whether a text is a bank card number: 13 to 19 digits that pass the Luhn check. Spaces and
/// hyphens between groups are passed over.
pub fn is_bank_card(text: &str) -> bool {
    let mut digits = Vec::with_capacity(19);
    for c in text.chars().filter(|c| !matches!(c, ' ' | '-')) {
        let Some(digit) = c.to_digit(10) else {
            return false;
        };
        digits.push(digit);
    }
    let sum: u32 = digits
        .iter()
        .rev()
        .enumerate()
        .map(|(place, digit)| match (place % 2, digit * 2) {
            (0, _) => *digit,
            (_, double) => double / 10 + double % 10,
        })
        .sum();
    (13..=19).contains(&digits.len()) && sum > 0 && sum.is_multiple_of(10)
}
