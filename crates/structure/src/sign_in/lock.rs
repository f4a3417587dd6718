//! Counting failures and locking: pure, the counts are handed in.

use platform::Time;
use serde::{Deserialize, Serialize};

use super::settings::LockSettings;

/// When a count locks.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct LockRule {
    /// So many failures lock.
    pub failures: i64,
    /// A lock lasts so long; a pause of this length forgets the failures.
    pub seconds: i64,
}

impl LockRule {
    /// For one login.
    pub fn of_login(settings: &LockSettings) -> Self {
        Self { failures: settings.failures, seconds: settings.minutes * 60 }
    }

    /// For one address.
    pub fn of_address(settings: &LockSettings) -> Self {
        Self { failures: settings.address_failures, seconds: settings.minutes * 60 }
    }
}

/// Failures of one login or one address.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct FailureCount {
    /// How many in a row.
    pub failures: i64,
    /// When the last one was.
    pub last_at: Option<Time>,
    /// Until when nothing is tried.
    pub locked_until: Option<Time>,
}

impl FailureCount {
    /// Until when it is locked, if it is. A lock that a clock set which had jumped ahead would hold for
    /// years: none holds longer than twice its length.
    pub fn lock(&self, now: Time) -> Option<Time> {
        let whole = |until: Time| until.seconds_since(self.last_at.unwrap_or(now));
        self.locked_until
            .filter(|until| *until > now && until.seconds_since(now) <= 2 * whole(*until))
    }

    /// One more failure. An attempt is counted before the password is looked at, so that many at
    /// the same moment can't have more tries than one after the other.
    #[must_use]
    pub fn and_one(self, rule: LockRule, now: Time) -> Self {
        let stale = self.last_at.is_none_or(|last| now.apart(last) >= rule.seconds);
        let over = self.locked_until.is_some_and(|until| until <= now);
        let failures = if stale || over { 1 } else { self.failures + 1 };
        Self {
            failures,
            last_at: Some(now),
            locked_until: (failures >= rule.failures).then(|| now.plus_seconds(rule.seconds)),
        }
    }

    /// An attempt that was counted turned out well: an address keeps its other failures.
    #[must_use]
    pub fn less_one(self) -> Self {
        Self { failures: (self.failures - 1).max(0), locked_until: None, ..self }
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    const RULE: LockRule = LockRule { failures: 5, seconds: 900 };
    const START: Time = Time(1_795_000_000_000_000);

    #[test]
    fn the_fifth_failure_locks_for_fifteen_minutes() {
        let mut count = FailureCount::default();
        for _ in 0..4 {
            count = count.and_one(RULE, START);
            assert_eq!(count.lock(START), None);
        }
        count = count.and_one(RULE, START);
        assert!(count.lock(START.plus_seconds(899)).is_some());
        assert!(count.lock(START.plus_seconds(900)).is_none());
        let after = count.and_one(RULE, START.plus_seconds(901));
        assert_eq!((after.failures, after.locked_until), (1, None));
    }

    #[test]
    fn a_lock_of_the_future_holds_nobody() {
        let locked = (0..5).fold(FailureCount::default(), |count, _| count.and_one(RULE, START));
        assert!(
            locked.lock(START.plus_seconds(-60)).is_some(),
            "a node's clock is a little behind"
        );
        let back = START.plus_days(-4_000);
        assert_eq!(locked.lock(back), None);
        assert_eq!(locked.and_one(RULE, back).failures, 1);
    }

    #[test]
    fn a_pause_forgets_failures() {
        let four = (0..4).fold(FailureCount::default(), |count, _| count.and_one(RULE, START));
        let later = four.and_one(RULE, START.plus_seconds(900));
        assert_eq!(later.failures, 1);
    }

    proptest! {
        /// However failures are spread, no span of 15 minutes sees more than five tries.
        #[test]
        fn never_more_tries_than_the_rule_allows(gaps in prop::collection::vec(0_i64..1_200, 1..80)) {
            let (mut now, mut count) = (START, FailureCount::default());
            let mut tries: Vec<Time> = Vec::new();
            for gap in gaps {
                now = now.plus_seconds(gap);
                if count.lock(now).is_none() {
                    count = count.and_one(RULE, now);
                    tries.push(now);
                }
                let recent = |at: &&Time| now.seconds_since(**at) < RULE.seconds
                    && count.last_at.is_some();
                let streak = tries.iter().filter(recent).count();
                // Two streaks may touch one span only if a lock lies between them, which is as
                // long as the span.
                prop_assert!(streak <= 5, "{streak} tries in one span");
            }
        }

        #[test]
        fn a_success_takes_back_exactly_its_own_attempt(before in 0_i64..40) {
            let count = FailureCount { failures: before, last_at: Some(START), locked_until: None };
            prop_assert_eq!(count.and_one(RULE, START).less_one().failures, before);
        }
    }
}
