//! The queue's SQL for operators.

use platform::jobs::retry_job;
use platform::{Actor, Db, Entry, Fault, Time, params};
use serde::Deserialize;
use serde_json::json;

/// How long the queue has been waiting.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct QueueAge {
    /// Jobs that are due and not begun.
    pub due: i64,
    /// Seconds since the oldest of them was due.
    pub seconds: i64,
}

#[derive(Deserialize)]
struct DueRow {
    number: i64,
    oldest: Option<Time>,
}

/// What is due and not begun. A job that waits for its time is not late.
pub async fn queue_age(db: &Db) -> Result<QueueAge, Fault> {
    let now = db.clock().now();
    let sql = "SELECT COUNT(*) AS number, MIN(run_at) AS oldest FROM jobs \
               WHERE state = 'waiting' AND run_at <= $1";
    let row: Option<DueRow> = db.opt(sql, params![now]).await?;
    Ok(row.map_or_else(QueueAge::default, |row| QueueAge {
        due: row.number,
        seconds: row.oldest.map_or(0, |oldest| now.seconds_since(oldest)),
    }))
}

/// What became of a retry.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Retry {
    /// It is in the queue again.
    Queued,
    /// Somebody was faster, or it never failed.
    NotFailed,
    /// There is no such job.
    Unknown,
}

#[derive(Deserialize)]
struct NameRow {
    name: String,
    last_error: Option<String>,
}

/// Puts a failed job back into the queue.
pub async fn retry(db: &Db, actor: Actor, id: i64) -> Result<Retry, Fault> {
    let mut tx = db.begin().await?;
    let sql = "SELECT name, last_error FROM jobs WHERE id = $1 @lock";
    let Some(job) = tx.opt::<NameRow>(sql, params![id]).await? else {
        return Ok(Retry::Unknown);
    };
    if !retry_job(&mut tx, id).await? {
        return Ok(Retry::NotFailed);
    }
    let detail = json!({ "job": job.name, "error": job.last_error });
    tx.commit(Entry::new(actor, "job.retried", "job", id).detail(detail)).await?;
    Ok(Retry::Queued)
}
