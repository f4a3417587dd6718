//! A year of the working calendar, as the State Council's notice tells it and a person enters it.

use chrono::{Datelike, NaiveDate, Weekday};
use serde::{Deserialize, Serialize};
use text::publish_date::parse;

/// Days off on end.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Holiday {
    /// 元旦.
    pub name: String,
    /// The first day.
    pub first: NaiveDate,
    /// The last.
    pub last: NaiveDate,
}

/// A year's days that differ from what their weekday says.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Year {
    /// The year.
    pub year: i32,
    /// Holidays.
    pub off: Vec<Holiday>,
    /// Saturdays and Sundays on which offices work in exchange.
    pub worked: Vec<NaiveDate>,
    /// The notice that says so: its number or address.
    pub source: String,
}

/// What is wrong with a year as it was entered.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum YearRefusal {
    /// A line that names no day.
    Line(String),
    /// A holiday that ends before it begins, or is longer than a fortnight.
    Span(String),
    /// A day that is not of this year.
    Foreign(NaiveDate),
    /// A day that is free in two holidays.
    Twice(NaiveDate),
    /// A day in exchange that is no Saturday or Sunday, or is a holiday itself.
    Exchange(NaiveDate),
}

/// The longest holiday.
const LONGEST: i64 = 15;

impl Holiday {
    /// Its days.
    pub fn days(&self) -> impl Iterator<Item = NaiveDate> + use<> {
        let last = self.last;
        self.first.iter_days().take_while(move |day| *day <= last)
    }
}

impl Year {
    /// Reads what was typed: a holiday a line, its name with its first and last day; days in exchange
    /// apart from each other by blanks or commas.
    pub fn read(
        year: i32,
        off: &str,
        worked: &str,
        source: &str,
    ) -> Result<Self, Vec<YearRefusal>> {
        let mut wrong = Vec::new();
        let mut holidays = Vec::new();
        for line in off.lines().map(str::trim).filter(|line| !line.is_empty()) {
            match holiday(line) {
                Some(holiday) => holidays.push(holiday),
                None => wrong.push(YearRefusal::Line(line.to_owned())),
            }
        }
        let mut days = Vec::new();
        for word in worked.split(apart).filter(|word| !word.is_empty()) {
            match parse(word) {
                Some(day) => days.push(day.date()),
                None => wrong.push(YearRefusal::Line(word.to_owned())),
            }
        }
        let year = Self { year, off: holidays, worked: days, source: source.trim().to_owned() };
        wrong.extend(year.wrong());
        if wrong.is_empty() { Ok(year) } else { Err(wrong) }
    }

    fn wrong(&self) -> Vec<YearRefusal> {
        let mut wrong = Vec::new();
        let mut seen: Vec<NaiveDate> = Vec::new();
        for one in &self.off {
            let span = one.last.signed_duration_since(one.first).num_days();
            if !(0..LONGEST).contains(&span) {
                wrong.push(YearRefusal::Span(one.name.clone()));
                continue;
            }
            for day in one.days() {
                // New Year's holiday may begin in the old year.
                if day.year() != self.year && !(day.year() == self.year - 1 && day.month() == 12) {
                    wrong.push(YearRefusal::Foreign(day));
                }
                if seen.contains(&day) {
                    wrong.push(YearRefusal::Twice(day));
                }
                seen.push(day);
            }
        }
        for day in &self.worked {
            if day.year() != self.year && !(day.year() == self.year - 1 && day.month() == 12) {
                wrong.push(YearRefusal::Foreign(*day));
            }
            let weekend = matches!(day.weekday(), Weekday::Sat | Weekday::Sun);
            if !weekend || seen.contains(day) {
                wrong.push(YearRefusal::Exchange(*day));
            }
        }
        wrong
    }
}

fn apart(sign: char) -> bool {
    sign.is_whitespace() || matches!(sign, ',' | '，' | '、' | ';' | '；')
}

/// `元旦 2026-01-01 2026-01-03`, `2026年1月1日至2026年1月3日 元旦`, or one day alone.
fn holiday(line: &str) -> Option<Holiday> {
    let words = line.split(|sign: char| apart(sign) || matches!(sign, '至' | '到' | '~' | '～'));
    let (mut days, mut name) = (Vec::new(), Vec::new());
    for word in words.filter(|word| !word.is_empty()) {
        match parse(word) {
            Some(day) => days.push(day.date()),
            None => name.push(word),
        }
    }
    let (first, last) = (*days.first()?, *days.last()?);
    (days.len() <= 2).then(|| Holiday { name: name.join(" "), first, last })
}
