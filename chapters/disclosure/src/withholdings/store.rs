//! The withholdings' SQL.

use std::collections::HashMap;

use documents::ids::DocumentId;
use platform::db::id_list;
use platform::{Actor, Db, Entry, Fault, Time, Tx, fields, params};
use serde_json::json;
use structure::{AccountId, Scope};

use super::model::{Grounded, Withholding, WithholdingId, WithholdingState};
use documents::documents::Document;

const SELECT: &str = "SELECT id, document_id, unit_id, column_id, ground, reason, proposed_by, \
                      proposed_at, state, decided_by, decided_at, decision FROM withholdings";

/// Reads one.
pub(super) async fn by_id(db: &Db, id: WithholdingId) -> Result<Option<Withholding>, Fault> {
    db.opt(format!("{SELECT} WHERE id = $1"), params![id]).await
}

/// Reads one that will be changed.
pub(super) async fn lock(tx: &mut Tx, id: WithholdingId) -> Result<Option<Withholding>, Fault> {
    tx.opt(format!("{SELECT} WHERE id = $1 @lock"), params![id]).await
}

/// Holds a document so that nobody else says the same of it meanwhile; whether it has an open
/// withholding already.
pub(super) async fn lock_document(tx: &mut Tx, id: DocumentId) -> Result<bool, Fault> {
    #[derive(serde::Deserialize)]
    struct Found {
        #[expect(dead_code, reason = "read only to see that it is there")]
        id: i64,
    }
    let sql = "SELECT id FROM documents WHERE id = $1 @lock";
    let _held: Option<Found> = tx.opt(sql, params![id]).await?;
    let sql = format!("{SELECT} WHERE document_id = $1 AND state <> 'refused'");
    let open: Option<Withholding> = tx.opt(sql, params![id]).await?;
    Ok(open.is_some())
}

/// The open or confirmed withholdings of documents.
pub(crate) async fn open_by_document(
    db: &Db,
    ids: &[DocumentId],
) -> Result<HashMap<DocumentId, Withholding>, Fault> {
    let sql = format!("{SELECT} WHERE document_id @in($1) AND state <> 'refused'");
    let ids = id_list(ids.iter().map(|id| id.0));
    let found: Vec<Withholding> = db.all(sql, params![ids]).await?;
    Ok(found.into_iter().map(|one| (one.document_id, one)).collect())
}

/// Those that somebody may see: what waits for a decision first, then the newest.
pub(super) async fn within(
    db: &Db,
    scope: &Scope,
    (limit, offset): (i64, i64),
) -> Result<(Vec<Withholding>, i64), Fault> {
    let mut params = params![];
    let seen = scope.condition("unit_id", "column_id", &mut params);
    let sql = format!("SELECT COUNT(*) FROM withholdings WHERE {seen}");
    let total = db.count(sql, params.clone()).await?;
    let at = params.len();
    params.extend(params![limit, offset]);
    let (limit, offset) = (at + 1, at + 2);
    let sql = format!(
        "{SELECT} WHERE {seen} ORDER BY CASE state WHEN 'proposed' THEN 0 ELSE 1 END, id DESC \
         LIMIT ${limit} OFFSET ${offset}"
    );
    Ok((db.all(sql, params).await?, total))
}

/// Writes a new one.
pub(super) async fn insert(
    tx: &mut Tx,
    document: &Document,
    what: &Grounded,
    who: AccountId,
) -> Result<WithholdingId, Fault> {
    let id = WithholdingId(tx.db().next_id());
    let now = tx.db().clock().now();
    let row = fields![
        "id" => id, "document_id" => document.id, "unit_id" => document.unit_id,
        "column_id" => document.column_id, "ground" => what.ground,
        "reason" => what.reason.as_str(), "proposed_by" => who, "proposed_at" => now,
        "state" => WithholdingState::Proposed.word(), "decided_by" => None::<AccountId>,
        "decided_at" => None::<Time>, "decision" => "",
    ];
    tx.insert("withholdings", row).await?;
    Ok(id)
}

/// Writes what was decided.
pub(super) async fn save(tx: &mut Tx, one: &Withholding) -> Result<(), Fault> {
    let row = fields![
        "state" => one.state.word(), "decided_by" => one.decided_by,
        "decided_at" => one.decided_at, "decision" => one.decision.as_str(),
    ];
    tx.update("withholdings", one.id, row).await
}

/// The journal's entry. The reason may be what must not be told; it stays in its row.
pub(super) fn entry(
    who: AccountId,
    verb: &'static str,
    (id, title, ground): (WithholdingId, &str, &str),
) -> Entry {
    Entry::new(Actor::Account(who.0), verb, "withholding", id)
        .detail(json!({ "title": title, "ground": ground }))
}
