//! Holidays as somebody enters them: a year that was accepted holds together.
#![no_main]

use cases::clocks::{Calendar, Year};
use chrono::Datelike;

// The character U+001F parts holidays and days that are worked.
libfuzzer_sys::fuzz_target!(|input: &str| {
    let (off, worked) = input.split_once('\u{1f}').unwrap_or((input, ""));
    let Ok(year) = Year::read(2027, off, worked, "") else { return };
    let calendar = Calendar::of(std::slice::from_ref(&year));
    for holiday in &year.off {
        for day in holiday.days() {
            assert!(day.year() == 2027 || (day.year() == 2026 && day.month() == 12));
            assert!(!calendar.is_worked(day));
        }
    }
    assert!(year.worked.iter().all(|day| calendar.is_worked(*day)));
    let from = platform::Time::parse_local("2027-01-01T09:00").expect("a time");
    let due = calendar.days_after(from, 15);
    assert_eq!(calendar.days_between(from.day(), due.day()), 15);
});
