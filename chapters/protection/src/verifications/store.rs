//! The SQL of verifications and anchors.

use platform::db::Bookkeeping;
use platform::jobs::{Job, Priority};
use platform::journal::Verification;
use platform::{Actor, Db, Entry, Fault, FaultContext, Time, params};
use serde::Deserialize;
use serde_json::{Value, json};

use super::model::KeptVerification;
use crate::nightly::VERIFY;

/// Findings kept of one verification.
const KEPT: usize = 1_000;
const SELECT: &str =
    "SELECT id, started_at, finished_at, head_seq, entries, checked, findings FROM verifications";

/// Enqueues a verification at somebody's wish.
pub async fn ask(db: &Db, actor: Actor) -> Result<i64, Fault> {
    let mut tx = db.begin().await?;
    tx.enqueue(Job::new(VERIFY, Priority::Person, json!({})).unique("verify-now")).await?;
    tx.commit(Entry::new(actor, "journal.verification_asked", "journal", 1_i64)).await
}

/// Keeps an outcome; the journal tells of it too.
pub async fn keep(db: &Db, started_at: Time, outcome: &Verification) -> Result<(), Fault> {
    let kept: Vec<_> = outcome.findings.iter().take(KEPT).collect();
    let findings = serde_json::to_string(&kept).doing("write the findings")?;
    let (id, now) = (db.next_id(), db.clock().now());
    let mut tx = db.begin().await?;
    tx.exec(
        "INSERT INTO verifications (id, started_at, finished_at, head_seq, entries, checked, \
         findings) VALUES ($1, $2, $3, $4, $5, $6, $7)",
        params![id, started_at, now, outcome.head.0, outcome.entries, outcome.rows, findings],
    )
    .await?;
    let sound = outcome.findings.is_empty();
    let verb = if sound { "journal.verified" } else { "journal.deviation_found" };
    let entry = Entry::new(Actor::System, verb, "journal", 1_i64);
    let detail = json!({
        "head": outcome.head.0, "entries": outcome.entries, "rows": outcome.rows,
        "findings": outcome.findings.len(),
    });
    tx.commit(entry.detail(detail)).await.map(|_| ())
}

/// The newest outcomes.
pub async fn recent(db: &Db, limit: i64) -> Result<Vec<KeptVerification>, Fault> {
    db.all(format!("{SELECT} ORDER BY id DESC LIMIT $1"), params![limit]).await
}

/// The newest outcome.
pub async fn last(db: &Db) -> Result<Option<KeptVerification>, Fault> {
    Ok(recent(db, 1).await?.into_iter().next())
}

/// One outcome.
pub async fn by_id(db: &Db, id: i64) -> Result<Option<KeptVerification>, Fault> {
    db.opt(format!("{SELECT} WHERE id = $1"), params![id]).await
}

/// Forgets all but the newest outcomes.
pub async fn forget_old(db: &Db, keep: i64) -> Result<(), Fault> {
    let sql = "SELECT id FROM verifications ORDER BY id DESC LIMIT 1 OFFSET $1";
    let last = db.count(sql, params![keep]).await?;
    let mut tx = db.begin().await?;
    tx.exec("DELETE FROM verifications WHERE id <= $1", params![last]).await?;
    tx.commit_bookkeeping(Bookkeeping::Followers).await
}

/// What the journal's page says of the chain; null before the first verification.
pub async fn chain_state(db: &Db) -> Result<Value, Fault> {
    let last = last(db).await?;
    Ok(last.map_or(Value::Null, |last| {
        json!({
            "intact": last.is_intact(), "seq": last.told_seq(), "checked_at": last.finished_at,
        })
    }))
}

#[derive(Deserialize)]
struct Head {
    seq: i64,
    hash: String,
}

/// The journal's head: number and hash.
pub async fn head(db: &Db) -> Result<(i64, String), Fault> {
    let sql = "SELECT seq, hash FROM journal_head WHERE id = 1";
    let head: Option<Head> = db.opt(sql, params![]).await?;
    let head = head.doing("find the head of the journal")?;
    Ok((head.seq, head.hash))
}

/// Whether an entry stands in the journal with this hash.
pub async fn stands(db: &Db, (seq, hash): &(i64, String)) -> Result<bool, Fault> {
    let sql = "SELECT COUNT(*) AS number FROM journal_entries WHERE seq = $1 AND hash = $2";
    Ok(db.count(sql, params![*seq, hash.as_str()]).await? == 1)
}
