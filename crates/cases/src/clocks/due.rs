//! Deadlines in working days.

use chrono::{Days, NaiveDate};
use platform::Time;

use super::calendar::is_worked;

fn next_day(day: NaiveDate) -> NaiveDate {
    day.checked_add_days(Days::new(1)).unwrap_or(day)
}

/// The end of the working day that is so many behind a moment's day, which itself does not count.
pub fn working_days_after(from: Time, days: u32) -> Time {
    let mut day = from.day();
    let mut left = days;
    while left > 0 {
        day = next_day(day);
        if is_worked(day) {
            left -= 1;
        }
    }
    Time::from_day(next_day(day)).plus_seconds(-1)
}

/// A deadline moved by the working days for which the clock stood.
pub fn after_pause(due: Time, paused: Time, resumed: Time) -> Time {
    let (mut day, last) = (paused.day(), resumed.day());
    let mut stood = 0;
    while day < last {
        day = next_day(day);
        if is_worked(day) {
            stood += 1;
        }
    }
    if stood == 0 { due } else { working_days_after(due, stood) }
}
