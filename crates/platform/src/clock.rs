//! One clock. Everything that asks for the time asks here, so that tests can set it.

use std::fmt;
use std::sync::Arc;
use std::sync::atomic::{AtomicI64, Ordering};

use chrono::{DateTime, Datelike, FixedOffset, NaiveDate, NaiveDateTime, TimeZone, Utc};
use serde::{Deserialize, Serialize};

use crate::witness::Witness;

/// An instant: microseconds since 1970-01-01T00:00:00Z. Stored as a plain integer on both databases,
/// so that it round-trips exactly and row digests are the same everywhere (ADR 2).
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Time(pub i64);

/// China Standard Time, the zone at the edge: no daylight saving since 1991.
fn china() -> FixedOffset {
    FixedOffset::east_opt(8 * 3600).unwrap_or_else(|| unreachable!("eight hours is a valid offset"))
}

impl Time {
    /// The first instant that can be written: the year 1.
    pub const FIRST: Self = Self(-62_135_596_800_000_000);
    /// The last instant that can be written: the year 9999 on the wall clock, four digits as
    /// RFC 3339 has them.
    pub const LAST: Self = Self(253_402_271_999_999_999);

    /// The instant as a UTC date-time. What lies before the first or after the last is that one.
    pub fn utc(self) -> DateTime<Utc> {
        let known = self.0.clamp(Self::FIRST.0, Self::LAST.0);
        DateTime::from_timestamp_micros(known).unwrap_or_default()
    }

    /// The instant on the wall clock of the people who use the portal.
    pub fn local(self) -> DateTime<FixedOffset> {
        self.utc().with_timezone(&china())
    }

    /// The calendar day on that wall clock.
    pub fn day(self) -> NaiveDate {
        self.local().date_naive()
    }

    /// The calendar year on that wall clock.
    pub fn year(self) -> i32 {
        self.day().year()
    }

    /// `2026-11-23 16:05`, as the national page tag `PubDate` wants it.
    pub fn minute(self) -> String {
        self.local().format("%Y-%m-%d %H:%M").to_string()
    }

    /// `2026-11-23 16:05:09`.
    pub fn second(self) -> String {
        self.local().format("%Y-%m-%d %H:%M:%S").to_string()
    }

    /// `2026-11-23`.
    pub fn date(self) -> String {
        self.local().format("%Y-%m-%d").to_string()
    }

    /// RFC 3339 with the zone, as feeds, APIs and `<time datetime>` want it.
    pub fn rfc3339(self) -> String {
        self.local().to_rfc3339_opts(chrono::SecondsFormat::Secs, true)
    }

    /// The instant of a wall-clock date and time.
    pub fn from_local(local: NaiveDateTime) -> Self {
        china()
            .from_local_datetime(&local)
            .single()
            .map_or(Self(0), |instant| Self(instant.timestamp_micros()))
    }

    /// The first instant of a calendar day.
    pub fn from_day(day: NaiveDate) -> Self {
        Self::from_local(day.and_time(chrono::NaiveTime::MIN))
    }

    /// Reads `<input type="datetime-local">`: `2026-11-23T16:05`, seconds optional.
    pub fn parse_local(input: &str) -> Option<Self> {
        ["%Y-%m-%dT%H:%M", "%Y-%m-%dT%H:%M:%S", "%Y-%m-%d %H:%M", "%Y-%m-%d %H:%M:%S"]
            .iter()
            .find_map(|form| NaiveDateTime::parse_from_str(input.trim(), form).ok())
            .map(Self::from_local)
            .filter(|time| (Self::FIRST..=Self::LAST).contains(time))
    }

    /// The instant `seconds` later (earlier when negative).
    #[must_use]
    pub fn plus_seconds(self, seconds: i64) -> Self {
        Self(self.0.saturating_add(seconds.saturating_mul(1_000_000)))
    }

    /// The instant `days` times 24 hours later.
    #[must_use]
    pub fn plus_days(self, days: i64) -> Self {
        self.plus_seconds(days.saturating_mul(86_400))
    }

    /// Whole seconds from `earlier` until this instant.
    pub fn seconds_since(self, earlier: Self) -> i64 {
        self.0.saturating_sub(earlier.0) / 1_000_000
    }

    /// Whole seconds between two instants, whichever is earlier. What a clock noted that had jumped ahead
    /// is as far off as what is long past: it holds nobody and keeps nothing waiting.
    pub fn apart(self, other: Self) -> i64 {
        self.seconds_since(other).saturating_abs()
    }
}

/// Reads `<input type="date">`: `2026-11-23`, a year of four digits.
pub fn parse_day(input: &str) -> Option<NaiveDate> {
    let day = NaiveDate::parse_from_str(input.trim(), "%Y-%m-%d").ok()?;
    (1..=9_999).contains(&day.year()).then_some(day)
}

impl fmt::Display for Time {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.second())
    }
}

/// The only source of the present. Cloning shares the same clock.
#[derive(Clone, Debug)]
pub struct Clock {
    /// Microseconds added to the machine's clock; moved only by tests.
    shift: Arc<AtomicI64>,
    witness: Arc<Witness>,
}

impl Default for Clock {
    fn default() -> Self {
        Self { shift: Arc::default(), witness: Arc::new(Witness::new(face())) }
    }
}

/// What the machine's clock says.
#[expect(clippy::disallowed_methods, reason = "the one place where the machine is asked")]
fn face() -> Time {
    Time(Utc::now().timestamp_micros())
}

impl Clock {
    /// The present instant.
    pub fn now(&self) -> Time {
        Time(face().0.saturating_add(self.shift.load(Ordering::Relaxed)))
    }

    /// The present instant for work that removes for good what is old. `None` while the clock can't be
    /// believed (see [`Clock::astray`]): such work is left for another time.
    pub fn believed(&self) -> Option<Time> {
        let astray = self.astray();
        if let Some(seconds) = astray {
            tracing::warn!(seconds, "the clock can't be believed; what is old is kept");
        }
        astray.is_none().then(|| self.now())
    }

    /// Seconds by which the machine's clock is wrong, as far as this process can tell: it jumped by more
    /// than an hour since the start, or was more than thirty days off the journal's last entry then.
    pub fn astray(&self) -> Option<i64> {
        self.witness.astray(face())
    }

    /// The instant at which the journal was written last, heard when the database is opened.
    pub(crate) fn hear(&self, noted: Time) {
        self.witness.hear(noted, face());
    }

    /// Moves the clock forward, for tests that must not sleep.
    pub fn advance_seconds(&self, seconds: i64) {
        self.shift.fetch_add(seconds.saturating_mul(1_000_000), Ordering::Relaxed);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn wall_clock_is_china_standard_time() {
        let time = Time::parse_local("2026-11-23T00:30").unwrap();
        assert_eq!(time.utc().to_rfc3339(), "2026-11-22T16:30:00+00:00");
        assert_eq!(time.minute(), "2026-11-23 00:30");
        assert_eq!(time.date(), "2026-11-23");
        assert_eq!(time.plus_days(1).day().day(), 24);
    }

    #[test]
    fn whatever_an_instant_is_it_can_be_written() {
        // 20:00 in UTC is the day after the last one that the library knows, on our wall clock.
        let last = NaiveDate::MAX.and_hms_opt(20, 0, 0).unwrap().and_utc().timestamp_micros();
        for (micros, written) in [
            (last, "9999-12-31T23:59:59+08:00"),
            (i64::MAX, "9999-12-31T23:59:59+08:00"),
            (i64::MIN, "0001-01-01T08:00:00+08:00"),
        ] {
            assert_eq!(Time(micros).rfc3339(), written);
        }
        assert_eq!(Time::parse_local("262142-12-31T23:59"), None);
        assert_eq!(Time::parse_local("-0001-01-01T00:00"), None);
        assert_eq!(parse_day("+262142-12-31"), None);
        assert_eq!(parse_day("2026-11-23").unwrap().day(), 23);
    }
}
