//! What a job is, and when it is tried again.

use serde::{Deserialize, Serialize};

use crate::clock::Time;

/// Who waits for it. A lower number goes first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Priority {
    /// A person is waiting.
    Person,
    /// Something was promised for a time.
    Scheduled,
    /// When there is time.
    Bulk,
}

impl Priority {
    /// As stored.
    pub fn rank(self) -> i64 {
        match self {
            Self::Person => 0,
            Self::Scheduled => 1,
            Self::Bulk => 2,
        }
    }
}

/// A job to be enqueued.
#[derive(Clone, Debug)]
pub struct Job {
    pub(crate) name: &'static str,
    pub(crate) payload: serde_json::Value,
    pub(crate) priority: Priority,
    pub(crate) run_at: Option<Time>,
    pub(crate) unique_key: Option<String>,
}

impl Job {
    /// A job of a registered kind, to be run as soon as possible.
    pub fn new(name: &'static str, priority: Priority, payload: serde_json::Value) -> Self {
        Self { name, payload, priority, run_at: None, unique_key: None }
    }

    /// A job that runs at the next full hour. The hour is in its key: one that runs now and enqueues
    /// its successor does not keep it out.
    pub fn hourly(name: &'static str, now: Time) -> Self {
        let at = next_hour(now);
        Self::new(name, Priority::Scheduled, serde_json::json!({}))
            .at(at)
            .unique(format!("{name}-{}", at.0))
    }

    /// Not before this time.
    #[must_use]
    pub fn at(mut self, time: Time) -> Self {
        self.run_at = Some(time);
        self
    }

    /// While a job with this key waits or runs, a second one is not enqueued.
    #[must_use]
    pub fn unique(mut self, key: impl Into<String>) -> Self {
        self.unique_key = Some(key.into());
        self
    }
}

/// Where a job stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum JobState {
    /// Due now or later.
    Waiting,
    /// Held by a node.
    Running,
    /// Finished.
    Done,
    /// Given up after too many tries; a person must look.
    Failed,
}

impl JobState {
    /// As stored.
    pub fn word(self) -> &'static str {
        match self {
            Self::Waiting => "waiting",
            Self::Running => "running",
            Self::Done => "done",
            Self::Failed => "failed",
        }
    }
}

/// A job as it stands in the queue.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct JobRecord {
    /// Its id.
    pub id: i64,
    /// Its kind.
    pub name: String,
    /// What it needs to know.
    #[serde(deserialize_with = "crate::db::json_text")]
    pub payload: serde_json::Value,
    /// 0 person, 1 scheduled, 2 bulk.
    pub priority: i64,
    /// Where it stands.
    pub state: JobState,
    /// Not before.
    pub run_at: Time,
    /// Tries so far.
    pub attempts: i64,
    /// The node that holds it.
    pub holder: Option<String>,
    /// Why the last try failed.
    pub last_error: Option<String>,
    /// When it was enqueued.
    pub created_at: Time,
    /// When it ended.
    pub finished_at: Option<Time>,
}

/// Tries before a job is given up.
pub const MAX_ATTEMPTS: i64 = 10;

/// The pause before the next try: 2, 4, 8 … seconds, at most an hour.
pub fn pause_after(attempts: i64) -> i64 {
    let exponent = u32::try_from(attempts.clamp(1, 12)).unwrap_or(12);
    2_i64.pow(exponent).min(3_600)
}

fn next_hour(now: Time) -> Time {
    const HOUR: i64 = 3_600;
    let second = now.0.div_euclid(1_000_000);
    Time((second.div_euclid(HOUR) + 1) * HOUR * 1_000_000)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_next_hour_is_full_and_ahead() {
        let at = |text: &str| Time::parse_local(text).unwrap();
        assert_eq!(next_hour(at("2026-11-23T02:00")), at("2026-11-23T03:00"));
        assert_eq!(next_hour(at("2026-11-23T23:59")), at("2026-11-24T00:00"));
    }

    #[test]
    fn pauses_grow_up_to_an_hour() {
        assert_eq!(pause_after(1), 2);
        assert!((1..20).all(|n| pause_after(n) <= pause_after(n + 1)));
        assert_eq!(pause_after(50), 3_600);
    }
}
