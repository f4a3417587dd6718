//! The pairing's SQL.

use std::collections::BTreeMap;

use platform::{Actor, Db, Fault, Time, Tx, fields, params};
use serde::Deserialize;

use super::promises::{Promise, PromiseForm};
use crate::context::Context;
use crate::documents::Document;
use crate::documents::store::account_of;
use crate::ids::{DocumentId, PromiseId};
use crate::publications::links::EXPLAINS;
use crate::submissions::SubmissionState;

const SELECT: &str = "SELECT id, document_id, due_on, reason, promised_by, promised_at, kept_at \
                      FROM interpretation_promises";

#[derive(Deserialize)]
struct Counted {
    id: DocumentId,
    number: i64,
}

/// The promise for a document that is not kept yet.
pub async fn promise_of(db: &Db, id: DocumentId) -> Result<Option<Promise>, Fault> {
    db.opt(format!("{SELECT} WHERE document_id = $1 AND kept_at IS NULL"), params![id]).await
}

/// All promises that are not kept yet, the most urgent first.
pub async fn open_promises(db: &Db) -> Result<Vec<Promise>, Fault> {
    db.all(format!("{SELECT} WHERE kept_at IS NULL ORDER BY due_on, id"), params![]).await
}

/// How many live interpretations each document has; absent: none.
pub(super) async fn interpreted(db: &Db) -> Result<BTreeMap<i64, i64>, Fault> {
    let sql = "SELECT l.target_id AS id, COUNT(*) AS number FROM document_links l \
               JOIN documents d ON d.id = l.document_id \
               WHERE l.relation = $1 AND d.live_revision_id IS NOT NULL GROUP BY l.target_id";
    let rows: Vec<Counted> = db.all(sql, params![EXPLAINS]).await?;
    Ok(rows.into_iter().map(|row| (row.id.0, row.number)).collect())
}

/// Whether a policy has an interpretation, live or on its way, or a promise of one.
///
/// # Errors
/// A fault of the database.
pub async fn is_answered(ctx: &Context, policy: &Document) -> Result<bool, Fault> {
    let sql = "SELECT (SELECT COUNT(*) FROM document_links WHERE target_id = $1 AND relation = $2) \
               + (SELECT COUNT(*) FROM interpretation_promises WHERE document_id = $1)";
    Ok(ctx.db.count(sql, params![policy.id, EXPLAINS]).await? > 0)
}

/// Whether an interpretation was ever promised for a document.
pub(super) async fn promised(tx: &mut Tx, id: DocumentId) -> Result<bool, Fault> {
    let sql = "SELECT COUNT(*) FROM interpretation_promises WHERE document_id = $1";
    Ok(tx.count(sql, params![id]).await? > 0)
}

/// Documents that have all signatures and are not out: never many.
pub(super) async fn approved_ids(tx: &mut Tx) -> Result<Vec<DocumentId>, Fault> {
    let sql = "SELECT document_id AS id, COUNT(*) AS number FROM submissions WHERE state = $1 \
               GROUP BY document_id";
    let rows: Vec<Counted> = tx.all(sql, params![SubmissionState::Approved.word()]).await?;
    Ok(rows.into_iter().map(|row| row.id).collect())
}

async fn open_in_tx(tx: &mut Tx, id: DocumentId) -> Result<Vec<Promise>, Fault> {
    tx.all(format!("{SELECT} WHERE document_id = $1 AND kept_at IS NULL"), params![id]).await
}

/// Writes a promise down, in the place of an open one.
pub(super) async fn write(
    tx: &mut Tx,
    document: DocumentId,
    form: &PromiseForm,
    (actor, now): (&Actor, Time),
) -> Result<(), Fault> {
    let mut row = fields![
        "due_on" => form.due_on.to_string(), "reason" => form.reason.trim(),
        "promised_by" => account_of(actor), "promised_at" => now,
    ];
    if let Some(open) = open_in_tx(tx, document).await?.first() {
        return tx.update("interpretation_promises", open.id, row).await;
    }
    let id = PromiseId(tx.db().next_id());
    row.extend(fields!["id" => id, "document_id" => document]);
    tx.insert("interpretation_promises", row).await
}

/// What was promised for a document is kept.
pub(super) async fn keep(tx: &mut Tx, document: DocumentId, now: Time) -> Result<(), Fault> {
    for promise in open_in_tx(tx, document).await? {
        tx.update("interpretation_promises", promise.id, fields!["kept_at" => now]).await?;
    }
    Ok(())
}
