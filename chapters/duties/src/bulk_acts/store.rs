//! The bulk acts' SQL. What was asked is journalled; where each document stands is bookkeeping, for the
//! acts themselves are in the journal.

use documents::ids::DocumentId;
use platform::db::Bookkeeping;
use platform::jobs::{Job, Priority};
use platform::{Actor, Db, Entry, Fault, Time, Tx, fields, params};
use serde::{Deserialize, Serialize};
use serde_json::json;
use structure::AccountId;

use super::BULK;
use super::model::{BulkAct, BulkActId, BulkItem, Counts, Order, Standing};
use super::perform::Ended;

const ACT: &str = "SELECT id, ordered, account_id, asked_at, undoes_id, total FROM bulk_acts";
const ITEM: &str = "SELECT id, bulk_act_id, document_id, standing, why, place, begun_at \
                    FROM bulk_act_items";

/// A document's turn as the page shows it.
#[derive(Clone, Debug, Deserialize, Serialize)]
pub(super) struct ShownItem {
    pub key: String,
    pub title: String,
    pub standing: Standing,
    pub why: String,
}

/// Writes an order down with its documents, and enqueues the work.
pub(super) async fn ask(
    db: &Db,
    who: AccountId,
    order: &Order,
    (undoes, documents): (Option<BulkActId>, &[(DocumentId, Option<i64>)]),
) -> Result<(BulkActId, i64), Fault> {
    let id = BulkActId(db.next_id());
    let total = i64::try_from(documents.len()).unwrap_or(i64::MAX);
    let mut tx = db.begin().await?;
    let row = fields![
        "id" => id, "ordered" => json!(order), "account_id" => who, "asked_at" => db.clock().now(),
        "undoes_id" => undoes, "total" => total,
    ];
    tx.insert("bulk_acts", row).await?;
    for (document, place) in documents {
        let sql = "INSERT INTO bulk_act_items (id, bulk_act_id, document_id, standing, why, place, \
                   begun_at) VALUES ($1, $2, $3, 'waiting', '', $4, NULL)";
        tx.exec(sql, params![db.next_id(), id, *document, *place]).await?;
    }
    enqueue(&mut tx, id, 0).await?;
    let entry = Entry::new(Actor::Account(who.0), "bulk_act.asked", "bulk_acts", id);
    let detail = json!({ "verb": order.verb, "reason": order.reason, "documents": total });
    Ok((id, tx.commit(entry.detail(detail)).await?))
}

async fn enqueue(tx: &mut Tx, id: BulkActId, round: i64) -> Result<(), Fault> {
    let job = Job::new(BULK, Priority::Person, json!({ "id": id, "round": round }));
    tx.enqueue(job.unique(format!("{BULK}-{}-{round}", id.0))).await
}

/// Enqueues the next stretch.
pub(super) async fn go_on(db: &Db, id: BulkActId, round: i64) -> Result<(), Fault> {
    let mut tx = db.begin().await?;
    enqueue(&mut tx, id, round).await?;
    tx.commit_bookkeeping(Bookkeeping::Jobs).await
}

/// A bulk act.
pub(super) async fn by_id(db: &Db, id: BulkActId) -> Result<Option<BulkAct>, Fault> {
    db.opt(format!("{ACT} WHERE id = $1"), params![id]).await
}

/// What takes a bulk act back, if that was asked.
pub(super) async fn undoing_of(db: &Db, id: BulkActId) -> Result<Option<BulkAct>, Fault> {
    db.opt(format!("{ACT} WHERE undoes_id = $1 ORDER BY id DESC LIMIT 1"), params![id]).await
}

/// What somebody asked, newest first.
pub(super) async fn of_account(db: &Db, who: AccountId, limit: i64) -> Result<Vec<BulkAct>, Fault> {
    let sql = format!("{ACT} WHERE account_id = $1 ORDER BY id DESC LIMIT $2");
    db.all(sql, params![who, limit]).await
}

/// How many documents stand where.
pub(super) async fn counts(db: &Db, id: BulkActId) -> Result<Counts, Fault> {
    #[derive(Deserialize)]
    struct Group {
        standing: Standing,
        number: i64,
    }
    let sql = "SELECT standing, COUNT(*) AS number FROM bulk_act_items WHERE bulk_act_id = $1 \
               GROUP BY standing";
    let groups: Vec<Group> = db.all(sql, params![id]).await?;
    let mut counts = Counts::default();
    for group in groups {
        match group.standing {
            Standing::Waiting | Standing::Begun => counts.ahead += group.number,
            Standing::Done => counts.done += group.number,
            Standing::Failed => counts.failed += group.number,
        }
    }
    Ok(counts)
}

/// The next documents whose turn it is.
pub(super) async fn ahead(db: &Db, id: BulkActId, limit: i64) -> Result<Vec<BulkItem>, Fault> {
    let sql = format!(
        "{ITEM} WHERE bulk_act_id = $1 AND standing IN ('waiting', 'begun') ORDER BY id LIMIT $2"
    );
    db.all(sql, params![id, limit]).await
}

/// Every document that was done, for the way back.
pub(super) async fn done(db: &Db, id: BulkActId) -> Result<Vec<BulkItem>, Fault> {
    let sql = format!("{ITEM} WHERE bulk_act_id = $1 AND standing = 'done' ORDER BY id");
    db.all(sql, params![id]).await
}

/// Notes that a turn begins.
pub(super) async fn begin(db: &Db, item: &BulkItem, now: Time) -> Result<(), Fault> {
    let mut tx = db.begin().await?;
    let sql = "UPDATE bulk_act_items SET standing = 'begun', begun_at = $2 WHERE id = $1";
    tx.exec(sql, params![item.id, now]).await?;
    tx.commit_bookkeeping(Bookkeeping::BulkActs).await
}

/// Notes how a turn ended.
pub(super) async fn end(db: &Db, item: &BulkItem, ended: &Ended) -> Result<(), Fault> {
    let mut tx = db.begin().await?;
    let (standing, why, place) = match ended {
        Ended::Done(place) => (Standing::Done, "", place.or(item.place)),
        Ended::Failed(why) => (Standing::Failed, *why, item.place),
    };
    let sql = "UPDATE bulk_act_items SET standing = $2, why = $3, place = $4 WHERE id = $1";
    tx.exec(sql, params![item.id, standing.word(), why, place]).await?;
    tx.commit_bookkeeping(Bookkeeping::BulkActs).await
}

/// Gives what failed another turn.
pub(super) async fn retry(db: &Db, who: AccountId, id: BulkActId) -> Result<i64, Fault> {
    let mut tx = db.begin().await?;
    let sql = "UPDATE bulk_act_items SET standing = 'waiting', why = '', begun_at = NULL \
               WHERE bulk_act_id = $1 AND standing = 'failed'";
    tx.exec(sql, params![id]).await?;
    enqueue(&mut tx, id, db.next_id()).await?;
    tx.commit(Entry::new(Actor::Account(who.0), "bulk_act.retried", "bulk_acts", id)).await
}

/// A page of documents with their outcome, failures first.
pub(super) async fn outcomes(
    db: &Db,
    id: BulkActId,
    (limit, offset): (i64, i64),
) -> Result<Vec<ShownItem>, Fault> {
    let sql = "SELECT d.key AS key, d.title AS title, i.standing AS standing, i.why AS why \
               FROM bulk_act_items i JOIN documents d ON d.id = i.document_id \
               WHERE i.bulk_act_id = $1 \
               ORDER BY CASE i.standing WHEN 'failed' THEN 0 WHEN 'begun' THEN 1 \
               WHEN 'waiting' THEN 2 ELSE 3 END, i.id LIMIT $2 OFFSET $3";
    db.all(sql, params![id, limit, offset]).await
}
