//! A small sum in Chinese numerals, for browsers without scripts.

use serde::{Deserialize, Serialize};

/// A sum or difference that a child can do.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct Sum {
    first: i64,
    second: i64,
    minus: bool,
}

impl Sum {
    /// Draws one; nothing below zero.
    pub fn draw() -> Self {
        let second = rand::random_range(2..=9);
        Self { first: rand::random_range(11..=20), second, minus: rand::random() }
    }

    /// 十七加八
    pub fn words(self) -> String {
        let act = if self.minus { "减" } else { "加" };
        format!("{}{act}{}", numeral(self.first), numeral(self.second))
    }

    fn answer(self) -> i64 {
        if self.minus { self.first - self.second } else { self.first + self.second }
    }

    /// Whether somebody typed the answer: 25, ２５ or 二十五.
    pub fn fits(self, typed: &str) -> bool {
        let typed: String = typed.chars().filter(|c| !c.is_whitespace()).map(half).collect();
        typed == self.answer().to_string() || typed == numeral(self.answer())
    }
}

/// ５ becomes 5.
fn half(letter: char) -> char {
    let digit = u32::from(letter).checked_sub(u32::from('０')).filter(|digit| *digit < 10);
    digit.and_then(|digit| char::from_digit(digit, 10)).unwrap_or(letter)
}

/// A number from 0 to 99 as it is read aloud.
fn numeral(number: i64) -> String {
    const DIGITS: [&str; 10] = ["零", "一", "二", "三", "四", "五", "六", "七", "八", "九"];
    let digit = |digit: i64| usize::try_from(digit).ok().and_then(|at| DIGITS.get(at)).copied();
    let (tens, ones) = (number / 10, number % 10);
    let before = if tens > 1 { digit(tens).unwrap_or_default() } else { "" };
    let ten = if tens > 0 { "十" } else { "" };
    let after = if ones > 0 || tens == 0 { digit(ones).unwrap_or_default() } else { "" };
    format!("{before}{ten}{after}")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_read_as_people_read_them() {
        let read: Vec<String> = [0, 7, 10, 17, 20, 25].into_iter().map(numeral).collect();
        assert_eq!(read, ["零", "七", "十", "十七", "二十", "二十五"]);
    }

    #[test]
    fn the_answer_may_be_written_in_three_ways() {
        let sum = Sum { first: 17, second: 8, minus: false };
        assert_eq!(sum.words(), "十七加八");
        assert!(sum.fits(" 25 ") && sum.fits("２５") && sum.fits("二十五"));
        assert!(!sum.fits("24") && !sum.fits("") && !sum.fits("二五"));
        assert!(Sum { minus: true, ..sum }.fits("9"));
    }
}
