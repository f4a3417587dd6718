//! When the journal is verified and anchored without anybody asking.

use chrono::{Days, NaiveTime};
use platform::db::Bookkeeping;
use platform::jobs::{Job, Priority};
use platform::{Db, Fault, FaultContext, Time, Tx};
use serde_json::json;
use structure::App;

/// The kind of job that verifies.
pub const VERIFY: &str = "verify_journal";
/// The kind of job that anchors.
pub const ANCHOR: &str = "anchor_journal";
/// The hour and minute in China at which the journal is verified.
const NIGHT: (u32, u32) = (2, 30);

/// Enqueues the next verification at 02:30 and the next anchor at the full hour, unless they wait
/// already. Called at the start and by every verification; the binary's schedule looks hourly and
/// uses the same key.
pub async fn ensure_nightly(app: &App) -> Result<(), Fault> {
    let now = app.clock().now();
    let night = next_night(now).doing("find the next night")?;
    let job = Job::new(VERIFY, Priority::Scheduled, json!({})).at(night);
    let mut tx = app.db.begin().await?;
    tx.enqueue(job.unique(format!("daily-{VERIFY}"))).await?;
    enqueue_hourly(&mut tx, now).await?;
    tx.commit_bookkeeping(Bookkeeping::Jobs).await
}

/// Enqueues the next hour's anchor, unless it waits already.
pub async fn ensure_hourly(db: &Db) -> Result<(), Fault> {
    let mut tx = db.begin().await?;
    enqueue_hourly(&mut tx, db.clock().now()).await?;
    tx.commit_bookkeeping(Bookkeeping::Jobs).await
}

async fn enqueue_hourly(tx: &mut Tx, now: Time) -> Result<(), Fault> {
    tx.enqueue(Job::hourly(ANCHOR, now)).await
}

fn next_night(now: Time) -> Option<Time> {
    let clock = NaiveTime::from_hms_opt(NIGHT.0, NIGHT.1, 0)?;
    let tonight = Time::from_local(now.day().and_time(clock));
    if tonight > now {
        return Some(tonight);
    }
    Some(Time::from_local(now.day().checked_add_days(Days::new(1))?.and_time(clock)))
}

#[cfg(test)]
mod tests {
    use platform::jobs::{JobState, find_jobs};

    use super::*;
    use crate::testing;

    fn at(text: &str) -> Time {
        Time::parse_local(text).unwrap()
    }

    #[test]
    fn the_night_is_the_next_one() {
        assert_eq!(next_night(at("2026-11-23T02:29")), Some(at("2026-11-23T02:30")));
        assert_eq!(next_night(at("2026-12-31T02:30")), Some(at("2027-01-01T02:30")));
    }

    #[tokio::test]
    async fn each_waits_once() {
        for test in testing::databases().await {
            let node = testing::Node::of(&test.db).await;
            ensure_nightly(&node.app).await.unwrap();
            ensure_nightly(&node.app).await.unwrap();
            let waiting = find_jobs(&test.db, Some(JobState::Waiting), 10, 0).await.unwrap();
            let mut names: Vec<&str> = waiting.iter().map(|job| job.name.as_str()).collect();
            names.sort_unstable();
            assert_eq!(names, [ANCHOR, VERIFY]);
        }
    }
}
