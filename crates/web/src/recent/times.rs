//! The times of one route in slots of five minutes. A slot counts by bounds, so that nineteen of twenty
//! can be told without keeping every one.

use std::time::Duration;

use parking_lot::Mutex;
use serde::{Deserialize, Serialize};

const SLOT_MINUTES: u64 = 5;
const SLOTS: usize = 12;
/// Upper bounds in milliseconds; what is above the last counts behind it.
const BOUNDS: [u64; 17] =
    [5, 10, 20, 35, 50, 75, 100, 150, 250, 400, 600, 1_000, 1_600, 2_500, 5_000, 10_000, 15_000];

/// The times of one route within the last hour.
#[derive(Debug, Default)]
pub struct RouteTimes(Mutex<[Slot; SLOTS]>);

#[derive(Clone, Copy, Debug, Default)]
struct Slot {
    /// Which slot since the beginning; an old one is begun anew.
    number: u64,
    counts: [u32; BOUNDS.len() + 1],
    slowest_ms: u64,
}

/// What a route took within the last hour.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct RouteSpan {
    /// `public` or `console`.
    pub listener: String,
    /// The pattern of the route.
    pub route: String,
    /// Answers.
    pub answers: u64,
    /// Nineteen of twenty came within so many milliseconds.
    pub p95_ms: u64,
    /// The slowest.
    pub slowest_ms: u64,
}

impl RouteTimes {
    pub(crate) fn note(&self, time: Duration) {
        self.note_at(super::minute(), u64::try_from(time.as_millis()).unwrap_or(u64::MAX));
    }

    fn note_at(&self, minute: u64, ms: u64) {
        let number = minute / SLOT_MINUTES;
        let at = usize::try_from(number).unwrap_or(0) % SLOTS;
        let mut slots = self.0.lock();
        let Some(slot) = slots.get_mut(at) else { return };
        if slot.number != number {
            *slot = Slot { number, ..Slot::default() };
        }
        let bound = BOUNDS.iter().position(|bound| ms <= *bound).unwrap_or(BOUNDS.len());
        if let Some(count) = slot.counts.get_mut(bound) {
            *count = count.saturating_add(1);
        }
        slot.slowest_ms = slot.slowest_ms.max(ms);
    }

    /// What it took in the hour before `minute`; none if nobody asked.
    pub(super) fn span(&self, listener: &str, route: &str, minute: u64) -> Option<RouteSpan> {
        let now = minute / SLOT_MINUTES;
        let slots = self.0.lock();
        let oldest = (now + 1).saturating_sub(SLOTS as u64);
        let lately = || slots.iter().filter(|slot| (oldest..=now).contains(&slot.number));
        let answers: u64 = lately().flat_map(|slot| slot.counts).map(u64::from).sum();
        if answers == 0 {
            return None;
        }
        let slowest_ms = lately().map(|slot| slot.slowest_ms).max().unwrap_or(0);
        let mut passed = 0;
        let within = (0..=BOUNDS.len()).find(|at| {
            let here = lately().filter_map(|slot| slot.counts.get(*at));
            passed += here.map(|count| u64::from(*count)).sum::<u64>();
            passed * 20 >= answers * 19
        });
        let bound = within.and_then(|at| BOUNDS.get(at)).copied().unwrap_or(slowest_ms);
        let (listener, route) = (listener.to_owned(), route.to_owned());
        Some(RouteSpan { listener, route, answers, p95_ms: bound.min(slowest_ms), slowest_ms })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn span(times: &RouteTimes, minute: u64) -> Option<(u64, u64, u64)> {
        let span = times.span("public", "/", minute)?;
        Some((span.answers, span.p95_ms, span.slowest_ms))
    }

    #[test]
    fn nineteen_of_twenty_and_the_slowest() {
        let times = RouteTimes::default();
        assert_eq!(span(&times, 0), None);
        for _ in 0..19 {
            times.note_at(3, 8);
        }
        times.note_at(4, 900);
        assert_eq!(span(&times, 4), Some((20, 10, 900)));
        times.note_at(4, 700);
        assert_eq!(span(&times, 4), Some((21, 900, 900)));
        // A bound never says more than what was measured.
        let quick = RouteTimes::default();
        quick.note_at(0, 2);
        assert_eq!(span(&quick, 0), Some((1, 2, 2)));
        let endless = RouteTimes::default();
        endless.note_at(0, 40_000);
        assert_eq!(span(&endless, 0), Some((1, 40_000, 40_000)));
    }

    #[test]
    fn an_hour_later_it_is_forgotten() {
        let times = RouteTimes::default();
        times.note_at(2, 5_000);
        assert_eq!(span(&times, 59), Some((1, 5_000, 5_000)));
        assert_eq!(span(&times, 60), None);
        times.note_at(62, 10);
        assert_eq!(span(&times, 62), Some((1, 10, 10)));
    }
}
