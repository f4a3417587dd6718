//! How often somebody may do something: a small limiter in memory, per key.

use std::hash::Hash;
use std::num::NonZeroU32;
use std::sync::atomic::{AtomicU32, Ordering};
use std::time::Duration;

use governor::clock::{Clock, DefaultClock};
use governor::state::keyed::DefaultKeyedStateStore;
use governor::{Quota, RateLimiter};

use crate::messages::Message;
use crate::refusal::Refusal;

/// A limiter. Keys are addresses (see [`crate::networks::household`]), accounts or both together.
#[derive(Debug)]
pub struct RateLimit<K: Hash + Eq + Clone> {
    limiter: RateLimiter<K, DefaultKeyedStateStore<K>, DefaultClock>,
    clock: DefaultClock,
    checks: AtomicU32,
}

/// Keys that have become quiet are forgotten after so many checks.
const SWEEP: u32 = 4096;

impl<K: Hash + Eq + Clone> RateLimit<K> {
    /// So many per period, all of which may come at once.
    pub fn per(period: Duration, count: NonZeroU32) -> Self {
        let period = (period / count.get()).max(Duration::from_nanos(1));
        let quota = Quota::with_period(period).unwrap_or(Quota::per_second(count));
        let limiter = RateLimiter::keyed(quota.allow_burst(count));
        Self { limiter, clock: DefaultClock::default(), checks: AtomicU32::new(0) }
    }

    /// Counts one; refuses when it is one too many, and says how long to wait.
    pub fn check(&self, key: &K) -> Result<(), Refusal> {
        if self.checks.fetch_add(1, Ordering::Relaxed) % SWEEP == SWEEP - 1 {
            self.limiter.retain_recent();
        }
        self.limiter.check_key(key).map_err(|until| {
            let seconds = until.wait_time_from(self.clock.now()).as_secs() + 1;
            let mut refusal =
                Refusal::too_many().saying(Message::new("web-wait").with("seconds", seconds));
            refusal.retry_after = Some(seconds);
            refusal
        })
    }

    /// How many keys are remembered.
    pub fn remembered(&self) -> usize {
        self.limiter.len()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn limit(count: u32) -> RateLimit<&'static str> {
        RateLimit::per(Duration::from_mins(1), NonZeroU32::new(count).unwrap())
    }

    #[test]
    fn one_too_many_is_refused_and_told_how_long() {
        let limit = limit(3);
        assert!((0..3).all(|_| limit.check(&"a").is_ok()));
        let refusal = limit.check(&"a").unwrap_err();
        assert_eq!(refusal.status, 429);
        assert!((1..=21).contains(&refusal.retry_after.unwrap()));
        assert!(limit.check(&"b").is_ok());
    }

    #[test]
    fn quiet_keys_are_forgotten() {
        let limit = RateLimit::per(Duration::from_millis(1), NonZeroU32::new(1000).unwrap());
        for key in 0..SWEEP * 2 {
            let _ = limit.check(&key);
        }
        std::thread::sleep(Duration::from_millis(20));
        for _ in 0..SWEEP {
            let _ = limit.check(&0);
        }
        assert!(limit.remembered() < 10, "{}", limit.remembered());
    }
}
