//! How an answer is judged, and shares of failures.

use platform::Time;
use structure::SiteId;

/// Questions below which nothing is said of a share: the indicators ask for twenty a day.
pub const ENOUGH: i64 = 20;

/// A page that was asked for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Probe {
    /// When.
    pub at: Time,
    /// Of which site.
    pub site: SiteId,
    /// Which page within the site; `/` is its home page.
    pub path: String,
    /// How long it took until all of it was there, or until nobody waited any more.
    pub milliseconds: i64,
    /// What was answered; 0: nothing in time, or no connection.
    pub status: i64,
}

impl Probe {
    /// Whether it did not open.
    pub fn failed(&self, open_seconds: u64) -> bool {
        let late = self.milliseconds
            >= i64::try_from(open_seconds.saturating_mul(1_000)).unwrap_or(i64::MAX);
        late || !(200..400).contains(&self.status)
    }
}

/// Questions, and how many of them failed.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Share {
    /// Questions.
    pub probes: i64,
    /// Failures among them.
    pub failed: i64,
}

impl Share {
    /// Both together.
    #[must_use]
    pub fn and(self, other: Self) -> Self {
        Self { probes: self.probes + other.probes, failed: self.failed + other.failed }
    }

    /// Whether there were enough questions, and so many percent of them failed.
    pub fn fails(self, percent: i64) -> bool {
        // Products are compared, so that no fraction is lost.
        self.probes >= ENOUGH && self.failed * 100 >= self.probes * percent
    }

    /// What opened, in percent with two digits, never rounded up to whole; none of nothing.
    pub fn opened(self) -> Option<String> {
        let opened = (self.probes - self.failed) * 10_000;
        let share = opened.checked_div(self.probes)?;
        Some(format!("{}.{:02}%", share / 100, share % 100))
    }
}

/// How a site's home page answered, and its other pages.
#[derive(Clone, Debug)]
pub struct SiteShares {
    /// The site.
    pub site: SiteId,
    /// Today.
    pub day: Share,
    /// Today and the six days before: what the indicators look at.
    pub week: Share,
    /// This month.
    pub month: Share,
    /// This quarter.
    pub quarter: Share,
    /// Columns in the week.
    pub columns: Share,
    /// The mean time of today, in milliseconds.
    pub mean_ms: Option<i64>,
    /// The home page's last answers, newest first.
    pub last: Vec<Probe>,
}

impl SiteShares {
    /// Whether the home page did not open the last two times.
    pub fn is_down(&self, open_seconds: u64) -> bool {
        self.last.len() >= 2 && self.last.iter().take(2).all(|probe| probe.failed(open_seconds))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn probe(milliseconds: i64, status: i64) -> Probe {
        Probe { at: Time(0), site: SiteId(1), path: "/".to_owned(), milliseconds, status }
    }

    #[test]
    fn fifteen_seconds_and_errors_are_failures() {
        for (milliseconds, status, failed) in [
            (14_999, 200, false),
            (15_000, 200, true),
            (20, 302, false),
            (20, 404, true),
            (20, 503, true),
            (20, 0, true),
        ] {
            assert_eq!(probe(milliseconds, status).failed(15), failed, "{milliseconds} {status}");
        }
    }

    #[test]
    fn five_of_a_hundred_fail_a_site_and_few_questions_say_nothing() {
        assert!(Share { probes: 100, failed: 5 }.fails(5));
        assert!(!Share { probes: 100, failed: 4 }.fails(5));
        assert!(!Share { probes: 19, failed: 19 }.fails(5));
        assert!(Share { probes: 20, failed: 1 }.fails(5));
        assert_eq!(Share { probes: 30_000, failed: 1 }.opened().as_deref(), Some("99.99%"));
        assert_eq!(Share { probes: 20, failed: 1 }.opened().as_deref(), Some("95.00%"));
        assert_eq!(Share::default().opened(), None);
    }
}
