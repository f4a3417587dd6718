//! Faults by minute for a day, and the reference numbers of the newest.

use std::collections::VecDeque;
use std::time::Instant;

use serde::{Deserialize, Serialize};

/// Minutes that are remembered.
const DAY: u64 = 24 * 60;
/// Reference numbers that are remembered.
const NEWEST: usize = 20;

/// What is remembered.
#[derive(Debug, Default)]
pub(super) struct Counted {
    /// Minute and number, oldest first; at most a day of them.
    minutes: VecDeque<(u64, u64)>,
    newest: VecDeque<(Instant, String, bool)>,
}

/// Faults of this node.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Faults {
    /// In the last five minutes.
    pub five_minutes: u64,
    /// In the last hour.
    pub hour: u64,
    /// In the last day, or since the node started.
    pub day: u64,
    /// The newest, newest first.
    pub newest: Vec<SeenFault>,
}

/// One fault.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct SeenFault {
    /// What the visitor was told, and what the log is searched for.
    pub reference: String,
    /// Seconds ago.
    pub ago: u64,
    /// Whether trying again would have helped: something was away.
    pub passing: bool,
}

impl Counted {
    pub(super) fn note(&mut self, minute: u64, at: Instant, reference: &str, passing: bool) {
        match self.minutes.back_mut() {
            Some((last, number)) if *last == minute => *number += 1,
            _ => self.minutes.push_back((minute, 1)),
        }
        while self.minutes.front().is_some_and(|(first, _)| first + DAY <= minute) {
            self.minutes.pop_front();
        }
        self.newest.push_front((at, reference.to_owned(), passing));
        self.newest.truncate(NEWEST);
    }

    pub(super) fn seen(&self, minute: u64, now: Instant) -> Faults {
        let within = |minutes: u64| {
            let lately = self.minutes.iter().filter(|(at, _)| at + minutes > minute);
            lately.map(|(_, number)| number).sum()
        };
        let ago = |at: &Instant| now.saturating_duration_since(*at).as_secs();
        let newest = self.newest.iter().filter(|(at, ..)| ago(at) < DAY * 60);
        let newest = newest.map(|(at, reference, passing)| SeenFault {
            reference: reference.clone(),
            ago: ago(at),
            passing: *passing,
        });
        Faults {
            five_minutes: within(5),
            hour: within(60),
            day: within(DAY),
            newest: newest.collect(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn faults_are_counted_by_hour_and_day_and_forgotten() {
        let (mut counted, now) = (Counted::default(), Instant::now());
        for minute in [0, 0, 50, 70, 71] {
            counted.note(minute, now, "abcd2345", false);
        }
        let seen = counted.seen(71, now);
        assert_eq!((seen.five_minutes, seen.hour, seen.day), (2, 3, 5));
        assert_eq!(seen.newest.len(), 5);
        assert_eq!(counted.seen(DAY + 60, now).day, 2);
        counted.note(3 * DAY, now, "efgh6789", true);
        assert_eq!(counted.minutes.len(), 1);
        assert_eq!(counted.seen(3 * DAY, now).newest.first().map(|one| one.passing), Some(true));
    }
}
