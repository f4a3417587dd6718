//! Whether the machine's clock can be believed by work that nobody can take back: what is forgotten
//! because it is old must not be forgotten because a clock jumped.

use std::sync::atomic::{AtomicI64, Ordering};
use std::time::Instant;

use crate::clock::Time;

/// Seconds by which a clock may be set right while the program runs, and by which the journal may be
/// ahead of a node's clock.
const LEEWAY: i64 = 3_600;
/// Seconds for which a portal may have stood still before it is started again.
const STANDSTILL: i64 = 30 * 86_400;

/// What a process knows of the time beside its clock's face.
#[derive(Debug)]
pub(crate) struct Witness {
    /// The clock's face when the process began.
    began: Time,
    /// The same moment, on the counter that nobody sets.
    counted_from: Instant,
    /// Seconds between the journal's last entry and the clock's face when the database was opened, if
    /// that is more than a standstill explains; 0 otherwise.
    off_at_start: AtomicI64,
}

impl Witness {
    /// A process begins, and the clock says this.
    pub(crate) fn new(face: Time) -> Self {
        Self { began: face, counted_from: Instant::now(), off_at_start: AtomicI64::new(0) }
    }

    /// The journal was written last at this instant, and the clock says that.
    pub(crate) fn hear(&self, noted: Time, face: Time) {
        let off = beyond(face.seconds_since(noted), STANDSTILL);
        self.off_at_start.store(off.unwrap_or(0), Ordering::Relaxed);
    }

    /// Seconds by which the clock is wrong, as far as anybody can tell; negative when it is behind.
    pub(crate) fn astray(&self, face: Time) -> Option<i64> {
        let counted = i64::try_from(self.counted_from.elapsed().as_secs()).unwrap_or(i64::MAX);
        let jumped = beyond(face.seconds_since(self.began).saturating_sub(counted), LEEWAY);
        let at_start = self.off_at_start.load(Ordering::Relaxed);
        jumped.or_else(|| (at_start != 0).then_some(at_start))
    }
}

/// What lies further ahead than this, or behind by more than the leeway.
fn beyond(seconds: i64, ahead: i64) -> Option<i64> {
    (seconds > ahead || seconds < -LEEWAY).then_some(seconds)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_clock_that_jumps_is_not_believed_until_it_is_back() {
        let began = Time(0).plus_days(20_000);
        let witness = Witness::new(began);
        assert_eq!(witness.astray(began), None);
        assert_eq!(witness.astray(began.plus_seconds(LEEWAY)), None);
        let year = 365 * 86_400;
        assert_eq!(witness.astray(began.plus_days(365)), Some(year));
        assert_eq!(witness.astray(began.plus_days(-365)), Some(-year));
        assert_eq!(witness.astray(began.plus_seconds(1)), None);
    }

    #[test]
    fn a_start_far_from_the_last_entry_is_not_believed() {
        let began = Time(0).plus_days(20_000);
        let after = |days: i64| {
            let witness = Witness::new(began);
            witness.hear(began.plus_days(-days), began);
            witness.astray(began).map(|seconds| seconds / 86_400)
        };
        assert_eq!([after(0), after(30), after(31)], [None, None, Some(31)]);
        // The journal has entries of the future: the clock went back.
        assert_eq!(after(-1), Some(-1));
    }
}
