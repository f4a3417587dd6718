//! The locks' SQL. Locks and presences are bookkeeping; a take-over has an entry.

use platform::db::Bookkeeping;
use platform::{Actor, Db, Fault, Time, Tx, params};
use serde_json::json;
use structure::AccountId;

use super::model::{EditLock, Holding, Presence, beat_of, holding, is_here};
use crate::context::Context;
use crate::documents::store::{entry, lock as lock_document};
use crate::ids::{DocumentId, EditLockId, PresenceId};
use crate::stopped::Act;

const LOCK: &str =
    "SELECT id, document_id, account_id, taken_at, seen_at FROM edit_locks WHERE document_id = $1";
const PRESENT: &str = "SELECT id, document_id, account_id, opened_at, seen_at, typed_at \
                       FROM presences WHERE document_id = $1 ORDER BY opened_at, id";

/// A sign of somebody's page.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Beat {
    /// Who.
    pub who: AccountId,
    /// Whether they want to write, if nobody else does.
    pub wants: bool,
    /// Whether they have typed since the last sign.
    pub typed: bool,
}

/// Who is there and who writes.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Standing {
    /// The lock, if its holder is still there.
    pub lock: Option<EditLock>,
    /// Everybody who is there.
    pub present: Vec<Presence>,
}

/// Who has a document open and who writes it.
pub async fn standing(db: &Db, document: DocumentId) -> Result<Standing, Fault> {
    let now = db.clock().now();
    let lock: Option<EditLock> = db.opt(LOCK, params![document]).await?;
    let mut present: Vec<Presence> = db.all(PRESENT, params![document]).await?;
    present.retain(|one| is_here(one.seen_at, now));
    Ok(Standing { lock: lock.filter(|lock| is_here(lock.seen_at, now)), present })
}

/// Takes a sign in: notes the presence, renews or takes the lock.
pub async fn beat(ctx: &Context, document: DocumentId, beat: Beat) -> Act<Standing> {
    let now = ctx.now();
    let mut tx = ctx.db.begin().await?;
    lock_document(&mut tx, document).await?;
    note_presence(&mut tx, document, beat).await?;
    let lock: Option<EditLock> = tx.opt(LOCK, params![document]).await?;
    let after = beat_of(lock.as_ref(), (beat.who, beat.wants), now);
    if let Some((holder, since)) = after.filter(|(holder, _)| *holder == beat.who) {
        put_lock(&mut tx, (document, lock.as_ref()), (holder, since)).await?;
    }
    tx.commit_bookkeeping(Bookkeeping::Writing).await?;
    Ok(standing(&ctx.db, document).await?)
}

/// Takes the lock, also out of somebody's hands, which is journalled. Gives the journal's sequence
/// number if it was.
pub async fn take_over(ctx: &Context, who: AccountId, document: DocumentId) -> Act<Option<i64>> {
    let now = ctx.now();
    let mut tx = ctx.db.begin().await?;
    let found = lock_document(&mut tx, document).await?;
    found.may_edit()?;
    note_presence(&mut tx, document, Beat { who, wants: true, typed: false }).await?;
    let lock: Option<EditLock> = tx.opt(LOCK, params![document]).await?;
    let held = holding(lock.as_ref(), who, now);
    let since = lock.as_ref().filter(|_| held == Holding::Mine).map_or(now, |lock| lock.taken_at);
    put_lock(&mut tx, (document, lock.as_ref()), (who, since)).await?;
    let Holding::Theirs(from) = held else {
        tx.commit_bookkeeping(Bookkeeping::Writing).await?;
        return Ok(None);
    };
    let entry = entry(Actor::Account(who.0), "edit_lock.taken_over", &found)
        .detail(json!({ "title": found.title, "from": from }));
    Ok(Some(tx.commit(entry).await?))
}

/// Somebody closes the document: their lock is free, and they are gone.
pub async fn release(db: &Db, document: DocumentId, who: AccountId) -> Result<(), Fault> {
    let mut tx = db.begin().await?;
    for table in ["edit_locks", "presences"] {
        let sql = format!("DELETE FROM {table} WHERE document_id = $1 AND account_id = $2");
        tx.exec(sql, params![document, who]).await?;
    }
    tx.commit_bookkeeping(Bookkeeping::Writing).await
}

/// Clears what has lapsed long ago.
pub async fn forget_lapsed(db: &Db) -> Result<(), Fault> {
    let before = db.clock().now().plus_days(-1);
    let mut tx = db.begin().await?;
    for table in ["edit_locks", "presences"] {
        tx.exec(format!("DELETE FROM {table} WHERE seen_at < $1"), params![before]).await?;
    }
    tx.commit_bookkeeping(Bookkeeping::Writing).await
}

async fn put_lock(
    tx: &mut Tx,
    (document, before): (DocumentId, Option<&EditLock>),
    (holder, since): (AccountId, Time),
) -> Result<(), Fault> {
    let now = tx.db().clock().now();
    if let Some(before) = before {
        let sql =
            "UPDATE edit_locks SET account_id = $2, taken_at = $3, seen_at = $4 WHERE id = $1";
        tx.exec(sql, params![before.id, holder, since, now]).await?;
    } else {
        let id = EditLockId(tx.db().next_id());
        let sql = "INSERT INTO edit_locks (id, document_id, account_id, taken_at, seen_at) \
                   VALUES ($1, $2, $3, $4, $5)";
        tx.exec(sql, params![id, document, holder, since, now]).await?;
    }
    Ok(())
}

async fn note_presence(tx: &mut Tx, document: DocumentId, beat: Beat) -> Result<(), Fault> {
    let now = tx.db().clock().now();
    let known: Vec<Presence> = tx.all(PRESENT, params![document]).await?;
    let Some(known) = known.into_iter().find(|one| one.account_id == beat.who) else {
        let id = PresenceId(tx.db().next_id());
        let typed = beat.typed.then_some(now);
        let sql = "INSERT INTO presences (id, document_id, account_id, opened_at, seen_at, \
                   typed_at) VALUES ($1, $2, $3, $4, $5, $6)";
        tx.exec(sql, params![id, document, beat.who, now, now, typed]).await?;
        return Ok(());
    };
    let here = is_here(known.seen_at, now);
    let opened = if here { known.opened_at } else { now };
    let typed = if beat.typed { Some(now) } else { known.typed_at.filter(|_| here) };
    let sql = "UPDATE presences SET opened_at = $2, seen_at = $3, typed_at = $4 WHERE id = $1";
    tx.exec(sql, params![known.id, opened, now, typed]).await?;
    Ok(())
}
