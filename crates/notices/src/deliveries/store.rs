//! The deliveries' SQL.

use platform::db::{Bookkeeping, id_list};
use platform::{Db, Fault, Time, params};
use serde::Deserialize;
use structure::AccountId;

use crate::event::Way;
use crate::model::{DeliveryId, NoticeId};

/// Where a delivery stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum DeliveryState {
    /// A job has it.
    Waiting,
    /// For the next digest.
    Gathered,
    /// It went out.
    Sent,
    /// The other side refused it for good.
    Refused,
    /// There was nowhere to send it any more.
    Dropped,
}

impl DeliveryState {
    /// As stored.
    pub fn word(self) -> &'static str {
        match self {
            Self::Waiting => "waiting",
            Self::Gathered => "gathered",
            Self::Sent => "sent",
            Self::Refused => "refused",
            Self::Dropped => "dropped",
        }
    }
}

/// A delivery as it is kept.
#[derive(Clone, Debug, Deserialize)]
pub struct Delivery {
    /// Its id.
    pub id: DeliveryId,
    /// Of what.
    pub notice_id: NoticeId,
    /// How.
    pub way: Way,
    /// Where it stands.
    pub state: DeliveryState,
    /// Since when.
    pub created_at: Time,
    /// Why the last try failed.
    pub last_error: Option<String>,
}

const SELECT: &str = "SELECT id, notice_id, way, state, created_at, last_error \
                      FROM notice_deliveries";

/// A delivery that has not ended.
pub async fn waiting(db: &Db, id: DeliveryId) -> Result<Option<Delivery>, Fault> {
    db.opt(format!("{SELECT} WHERE id = $1 AND state = 'waiting'"), params![id]).await
}

/// What is gathered for somebody's digest since before then, oldest first.
pub async fn gathered(
    db: &Db,
    account: AccountId,
    before: Time,
    limit: i64,
) -> Result<Vec<Delivery>, Fault> {
    let sql = format!(
        "{SELECT} WHERE state = 'gathered' AND account_id = $1 AND created_at < $2 \
         ORDER BY id LIMIT $3"
    );
    db.all(sql, params![account, before, limit]).await
}

/// Somebody for whom something is gathered.
#[derive(Clone, Copy, Debug, Deserialize)]
pub struct Gatherer {
    /// Who.
    pub account_id: AccountId,
    /// The hour of their digest; absent: they have gone back to mail at once, or have no address.
    pub digest_hour: Option<i64>,
    /// The oldest that is gathered.
    pub oldest: Time,
}

/// Everybody for whom something is gathered.
pub async fn gatherers(db: &Db) -> Result<Vec<Gatherer>, Fault> {
    let sql = "SELECT d.account_id AS account_id, MIN(a.digest_hour) AS digest_hour, \
               MIN(d.created_at) AS oldest FROM notice_deliveries d \
               LEFT JOIN notice_addresses a ON a.account_id = d.account_id \
               WHERE d.state = 'gathered' GROUP BY d.account_id";
    db.all(sql, params![]).await
}

/// Deliveries have ended.
pub async fn end(
    db: &Db,
    ids: &[DeliveryId],
    state: DeliveryState,
    error: Option<&str>,
) -> Result<(), Fault> {
    let now = db.clock().now();
    let ids = id_list(ids.iter().map(|id| id.0));
    let mut tx = db.begin().await?;
    let sql = "UPDATE notice_deliveries SET state = $2, ended_at = $3, last_error = $4 \
               WHERE id @in($1)";
    tx.exec(sql, params![ids, state.word(), now, error]).await?;
    tx.commit_bookkeeping(Bookkeeping::Notices).await
}

/// A try failed; there will be others.
pub async fn note_error(db: &Db, ids: &[DeliveryId], error: &str) -> Result<(), Fault> {
    let ids = id_list(ids.iter().map(|id| id.0));
    let mut tx = db.begin().await?;
    let sql = "UPDATE notice_deliveries SET last_error = $2 WHERE id @in($1)";
    tx.exec(sql, params![ids, error]).await?;
    tx.commit_bookkeeping(Bookkeeping::Notices).await
}

/// How many deliveries stand where.
pub async fn state_counts(db: &Db) -> Result<Vec<(Way, DeliveryState, i64)>, Fault> {
    #[derive(Deserialize)]
    struct Count {
        way: Way,
        state: DeliveryState,
        number: i64,
    }
    let sql = "SELECT way, state, COUNT(*) AS number FROM notice_deliveries GROUP BY way, state";
    let counts: Vec<Count> = db.all(sql, params![]).await?;
    Ok(counts.into_iter().map(|one| (one.way, one.state, one.number)).collect())
}

/// The newest that were refused, or whose last try failed.
pub async fn troubled(db: &Db, limit: i64) -> Result<Vec<Delivery>, Fault> {
    let sql = format!(
        "{SELECT} WHERE state IN ('waiting', 'gathered', 'refused') AND last_error IS NOT NULL \
         ORDER BY id DESC LIMIT $1"
    );
    db.all(sql, params![limit]).await
}
