//! The working calendar (norms §10): Saturdays, Sundays and holidays are free, except those on which
//! offices work in exchange.

use std::collections::BTreeSet;
use std::sync::LazyLock;

use chrono::{Datelike, NaiveDate, Weekday};
use serde::Deserialize;

/// The years that are known. That the file reads is proved by a test, so nothing is lost in silence.
static CALENDAR: LazyLock<Calendar> =
    LazyLock::new(|| Calendar::parse(include_str!("calendar.toml")).unwrap_or_default());

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
    years: Vec<Holidays>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Holidays {
    year: i32,
    off: Vec<(NaiveDate, NaiveDate)>,
    worked: Vec<NaiveDate>,
}

impl Calendar {
    /// Reads years as they are written in the file.
    pub fn parse(text: &str) -> Result<Self, toml::de::Error> {
        let written: Written = toml::from_str(text)?;
        let mut calendar = Self::default();
        for year in written.years {
            calendar.years.insert(year.year);
            let days = year
                .off
                .into_iter()
                .flat_map(|(first, last)| first.iter_days().take_while(move |day| *day <= last));
            calendar.off.extend(days);
            calendar.worked.extend(year.worked);
        }
        Ok(calendar)
    }

    fn says(&self, day: NaiveDate) -> bool {
        let weekend = matches!(day.weekday(), Weekday::Sat | Weekday::Sun);
        self.worked.contains(&day) || !(weekend || self.off.contains(&day))
    }
}

/// Whether offices work on a day.
pub fn is_worked(day: NaiveDate) -> bool {
    CALENDAR.says(day)
}

/// Whether the holidays of a day's year are known. If not, deadlines in it skip weekends only.
pub fn is_known(day: NaiveDate) -> bool {
    CALENDAR.years.contains(&day.year())
}
