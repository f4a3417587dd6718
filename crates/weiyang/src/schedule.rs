//! All recurring work in one list: what, and at which hour in China. An hourly look enqueues whatever
//! is not waiting yet; the queue keeps each from running twice.

use std::time::Duration;

use chrono::{Days, NaiveTime};
use platform::db::Bookkeeping;
use platform::jobs::{Job, Priority};
use platform::{Db, Fault, FaultContext, Time};
use serde_json::json;
use structure::InspectionSettings;

/// Jobs that run once a day, and when.
const DAILY: &[(&str, (u32, u32))] = &[
    ("forget_ended_sessions", (3, 0)),
    ("forget_autosaves", (3, 10)),
    ("verify_journal", (2, 30)),
    ("remove_leftovers", (3, 20)),
    ("sweep_published", (1, 30)),
    ("knowledge_lapses", (0, 20)),
    ("erase_holders", (3, 30)),
    ("turn_calendar", (0, 0)),
];

/// The walk over the whole site, which an operator may leave to those who ask for it.
const INSPECTION: (&str, (u32, u32)) = ("inspect_site", (4, 0));

/// Keeps the list enqueued until the program ends.
pub fn start(db: Db, inspection: InspectionSettings) {
    tokio::spawn(async move {
        loop {
            if let Err(fault) = enqueue(&db, inspection).await {
                tracing::error!(cause = fault.chain(), "schedule");
            }
            tokio::time::sleep(Duration::from_hours(1)).await;
        }
    });
}

async fn enqueue(db: &Db, inspection: InspectionSettings) -> Result<(), Fault> {
    let now = db.clock().now();
    let mut tx = db.begin().await?;
    let walk = inspection.nightly.then_some(&INSPECTION);
    for (name, (hour, minute)) in DAILY.iter().chain(walk) {
        let at = next(now, *hour, *minute).doing("find the next time of a daily job")?;
        let job = Job::new(name, Priority::Scheduled, json!({})).at(at);
        tx.enqueue(job.unique(format!("daily-{name}"))).await?;
    }
    tx.commit_bookkeeping(Bookkeeping::Jobs).await
}

/// The next instant at which the clock on the wall shows this time.
fn next(now: Time, hour: u32, minute: u32) -> Option<Time> {
    let clock = NaiveTime::from_hms_opt(hour, minute, 0)?;
    let today = Time::from_local(now.day().and_time(clock));
    if today > now {
        return Some(today);
    }
    Some(Time::from_local(now.day().checked_add_days(Days::new(1))?.and_time(clock)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_next_time_is_today_or_tomorrow() {
        let at = |text: &str| Time::parse_local(text).unwrap();
        assert_eq!(next(at("2026-11-23T01:00"), 2, 30), Some(at("2026-11-23T02:30")));
        assert_eq!(next(at("2026-12-31T02:30"), 2, 30), Some(at("2027-01-01T02:30")));
    }
}
