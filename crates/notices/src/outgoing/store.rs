//! The outgoing messages' SQL.

use platform::db::Bookkeeping;
use platform::jobs::{Job, Priority};
use platform::{Db, Fault, FaultContext, params};
use serde::Deserialize;
use serde_json::json;
use structure::App;
use structure::second_factor::{open_sealed, seal};

use super::{Outgoing, SEND};
use crate::deliveries::DeliveryState;

const PURPOSE: &str = "outgoing-message";
/// Days after which what was sent is forgotten.
const KEPT_DAYS: i64 = 30;

/// Has a message sent. The same mark twice is one message.
pub async fn tell_outside(app: &App, mark: &str, message: &Outgoing) -> Result<(), Fault> {
    let id = app.db.next_id();
    let json = serde_json::to_vec(message).doing("write a message")?;
    let sealed = seal(&app.secret, PURPOSE, &id.to_string(), &json)?;
    let mut tx = app.db.begin().await?;
    let sql = "INSERT INTO outgoing_messages (id, mark, way, sealed, state, created_at) \
               VALUES ($1, $2, $3, $4, 'waiting', $5) ON CONFLICT (mark) DO NOTHING";
    let way = message.contact.way.word();
    tx.exec(sql, params![id, mark, way, sealed, app.clock().now()]).await?;
    let sql = "SELECT COUNT(*) FROM outgoing_messages WHERE id = $1";
    if tx.count(sql, params![id]).await? > 0 {
        tx.enqueue(Job::new(SEND, Priority::Person, json!({ "message": id }))).await?;
    }
    tx.commit_bookkeeping(Bookkeeping::Notices).await
}

/// A message that waits.
pub(super) async fn waiting(app: &App, id: i64) -> Result<Option<Outgoing>, Fault> {
    #[derive(Deserialize)]
    struct Row {
        sealed: Vec<u8>,
    }
    let sql = "SELECT sealed FROM outgoing_messages WHERE id = $1 AND state = 'waiting'";
    let Some(row) = app.db.opt::<Row>(sql, params![id]).await? else { return Ok(None) };
    let json = open_sealed(&app.secret, PURPOSE, &id.to_string(), &row.sealed)?;
    Ok(Some(serde_json::from_slice(&json).doing("read a message")?))
}

/// It has ended: what it said is gone.
pub(super) async fn end(
    db: &Db,
    id: i64,
    state: DeliveryState,
    error: Option<&str>,
) -> Result<(), Fault> {
    let mut tx = db.begin().await?;
    let sql = "UPDATE outgoing_messages SET state = $2, ended_at = $3, last_error = $4, sealed = $5 \
               WHERE id = $1";
    let now = db.clock().now();
    tx.exec(sql, params![id, state.word(), now, error, Vec::<u8>::new()]).await?;
    tx.commit_bookkeeping(Bookkeeping::Notices).await
}

/// A try failed; there will be others.
pub(super) async fn note_error(db: &Db, id: i64, error: &str) -> Result<(), Fault> {
    let mut tx = db.begin().await?;
    let sql = "UPDATE outgoing_messages SET last_error = $2 WHERE id = $1";
    tx.exec(sql, params![id, error]).await?;
    tx.commit_bookkeeping(Bookkeeping::Notices).await
}

/// Forgets what is old.
pub(crate) async fn forget_old(db: &Db) -> Result<(), Fault> {
    let Some(now) = db.clock().believed() else { return Ok(()) };
    let before = now.plus_days(-KEPT_DAYS);
    let mut tx = db.begin().await?;
    tx.exec("DELETE FROM outgoing_messages WHERE created_at < $1", params![before]).await?;
    tx.commit_bookkeeping(Bookkeeping::Notices).await
}
