//! Outcomes of verifications.

use platform::db::Bookkeeping;
use platform::journal::Verification;
use platform::{Db, Fault, FaultContext, Time, params};
use serde::Deserialize;

/// The last outcome.
#[derive(Clone, Debug, Deserialize)]
pub struct LastVerification {
    /// When it ended.
    pub finished_at: Time,
    /// The last entry it saw.
    pub head_seq: i64,
    /// Everything that was wrong.
    #[serde(deserialize_with = "platform::db::json_text")]
    pub findings: serde_json::Value,
}

/// Keeps an outcome.
pub async fn keep(db: &Db, started_at: Time, outcome: &Verification) -> Result<(), Fault> {
    let findings = serde_json::to_string(&outcome.findings).doing("write the findings")?;
    let now = db.clock().now();
    let id = db.next_id();
    let mut tx = db.begin().await?;
    tx.exec(
        "INSERT INTO verifications (id, started_at, finished_at, head_seq, entries, checked, \
         findings) VALUES ($1, $2, $3, $4, $5, $6, $7)",
        params![id, started_at, now, outcome.head.0, outcome.entries, outcome.rows, findings],
    )
    .await?;
    tx.commit_bookkeeping(Bookkeeping::Followers).await
}

/// The newest outcome.
pub async fn last(db: &Db) -> Result<Option<LastVerification>, Fault> {
    let sql = "SELECT finished_at, head_seq, findings FROM verifications ORDER BY id DESC LIMIT 1";
    db.opt(sql, params![]).await
}
