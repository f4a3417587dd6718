//! How much came from whom within the last hour, on this node, in memory.

use std::collections::HashMap;

use parking_lot::Mutex;
use platform::Time;

const HOUR: i64 = 3_600;
/// Senders after which those that have become quiet are forgotten.
const SWEEP: usize = 10_000;
/// What is remembered of one sender.
const MOST: usize = 400;

/// See the file's first line.
#[derive(Default)]
pub(crate) struct Tally(Mutex<HashMap<String, Vec<Time>>>);

impl Tally {
    /// How much one has sent.
    pub fn count(&self, sender: &str, now: Time) -> usize {
        let senders = self.0.lock();
        senders.get(sender).map_or(0, |times| times.iter().filter(|at| recent(**at, now)).count())
    }

    /// One has sent something.
    pub fn note(&self, sender: &str, now: Time) {
        let mut senders = self.0.lock();
        if senders.len() >= SWEEP {
            senders.retain(|_, times| times.last().is_some_and(|at| recent(*at, now)));
        }
        let times = senders.entry(sender.to_owned()).or_default();
        times.retain(|at| recent(*at, now));
        if times.len() < MOST {
            times.push(now);
        }
    }
}

fn recent(at: Time, now: Time) -> bool {
    now.apart(at) < HOUR
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_hour_is_counted_for_each_sender() {
        let tally = Tally::default();
        tally.note("a", Time(0));
        tally.note("a", Time(0).plus_seconds(HOUR - 1));
        assert_eq!(tally.count("a", Time(0).plus_seconds(HOUR - 1)), 2);
        assert_eq!(tally.count("a", Time(0).plus_seconds(HOUR)), 1);
        assert_eq!(tally.count("b", Time(0)), 0);
    }
}
