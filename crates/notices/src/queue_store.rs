//! What waits for its way out, for whoever watches the portal.

use platform::{Db, Fault, Time, params};
use serde::Deserialize;

/// What waits by one way: `mail`, `webhook`, `phone`, `email`.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
pub struct WaitingOut {
    /// The way's word.
    pub way: String,
    /// How many.
    pub number: i64,
    /// Since when the oldest.
    pub oldest: Time,
    /// How many of them have failed at least once.
    pub troubled: i64,
}

/// Notices for colleagues and messages for people outside that have not gone out. What is gathered for
/// a digest waits for its hour and is left out.
pub async fn waiting_out(db: &Db) -> Result<Vec<WaitingOut>, Fault> {
    let part = |table: &str| {
        format!(
            "SELECT way, COUNT(*) AS number, MIN(created_at) AS oldest, COUNT(last_error) AS \
             troubled FROM {table} WHERE state = 'waiting' GROUP BY way"
        )
    };
    let sql = format!("{} UNION ALL {}", part("notice_deliveries"), part("outgoing_messages"));
    db.all(sql, params![]).await
}
