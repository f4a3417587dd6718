//! The working calendar (norms §10): Saturdays, Sundays and holidays are free, except those on which
//! offices work in exchange. Every node keeps the table's years in memory.

use std::collections::BTreeSet;
use std::sync::{Arc, LazyLock};

use chrono::{Datelike, Days, NaiveDate, Weekday};
use parking_lot::RwLock;
use platform::Time;
use serde::Deserialize;

use super::year::{Holiday, Year};

/// The years that are known on this node.
static CURRENT: LazyLock<RwLock<Arc<Calendar>>> =
    LazyLock::new(|| RwLock::new(Arc::new(Calendar::of(&first_years()))));

/// Days that differ from what their weekday says.
#[derive(Debug, Default)]
pub struct Calendar {
    years: BTreeSet<i32>,
    off: BTreeSet<NaiveDate>,
    worked: BTreeSet<NaiveDate>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Written {
    years: Vec<WrittenYear>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct WrittenYear {
    year: i32,
    off: Vec<(NaiveDate, NaiveDate, String)>,
    worked: Vec<NaiveDate>,
}

/// The years that the program brings. That the file reads is proved by a test, so nothing is lost in
/// silence.
pub fn first_years() -> Vec<Year> {
    read_years(include_str!("calendar.toml")).unwrap_or_default()
}

/// Reads years as they are written in the file.
pub fn read_years(text: &str) -> Result<Vec<Year>, toml::de::Error> {
    let written: Written = toml::from_str(text)?;
    let year = |one: WrittenYear| Year {
        year: one.year,
        off: one.off.into_iter().map(|(first, last, name)| Holiday { name, first, last }).collect(),
        worked: one.worked,
        source: String::new(),
    };
    Ok(written.years.into_iter().map(year).collect())
}

fn next_day(day: NaiveDate) -> NaiveDate {
    day.checked_add_days(Days::new(1)).unwrap_or(day)
}

impl Calendar {
    /// The calendar of these years.
    pub fn of(years: &[Year]) -> Self {
        Self {
            years: years.iter().map(|one| one.year).collect(),
            off: years.iter().flat_map(|one| &one.off).flat_map(Holiday::days).collect(),
            worked: years.iter().flat_map(|one| one.worked.iter().copied()).collect(),
        }
    }

    /// Whether offices work on a day.
    pub fn is_worked(&self, day: NaiveDate) -> bool {
        let weekend = matches!(day.weekday(), Weekday::Sat | Weekday::Sun);
        self.worked.contains(&day) || !(weekend || self.off.contains(&day))
    }

    /// Whether a year was entered.
    pub fn knows(&self, year: i32) -> bool {
        self.years.contains(&year)
    }

    /// The end of the working day that is so many behind a moment's day, which itself does not count.
    pub fn days_after(&self, from: Time, days: u32) -> Time {
        let mut day = from.day();
        let mut left = days;
        while left > 0 {
            day = next_day(day);
            if self.is_worked(day) {
                left -= 1;
            }
        }
        Time::from_day(next_day(day)).plus_seconds(-1)
    }

    /// Working days behind a day up to another, which counts.
    pub fn days_between(&self, from: NaiveDate, to: NaiveDate) -> u32 {
        let days = from.iter_days().skip(1).take_while(|day| *day <= to);
        u32::try_from(days.filter(|day| self.is_worked(*day)).count()).unwrap_or(u32::MAX)
    }
}

/// The calendar of this node.
pub fn current() -> Arc<Calendar> {
    CURRENT.read().clone()
}

/// Puts another in its place.
pub(super) fn replace(calendar: Calendar) {
    *CURRENT.write() = Arc::new(calendar);
}

/// Whether the holidays of a day's year are known. If not, deadlines in it skip weekends only.
pub fn is_known(day: NaiveDate) -> bool {
    current().knows(day.year())
}
