//! The catalogue's SQL: what is live, and where it is listed.

use std::collections::HashMap;

use documents::ids::DocumentId;
use platform::db::id_list;
use platform::{Db, Fault, params};
use serde::Deserialize;
use structure::ColumnId;

use super::entry::{Entry, EntryRow};

/// Documents read at once.
const AT_ONCE: i64 = 5_000;

const ROW: &str = "SELECT id, kind, slug, column_id, unit_id, index_number, published_at, card \
                   FROM documents";

#[derive(Deserialize)]
struct Listed {
    document_id: DocumentId,
    column_id: ColumnId,
}

/// Every live document.
pub(super) async fn all(db: &Db) -> Result<Vec<Entry>, Fault> {
    let mut entries = Vec::new();
    let mut after = DocumentId(0);
    loop {
        let sql = format!(
            "{ROW} WHERE id > $1 AND live_revision_id IS NOT NULL ORDER BY id LIMIT {AT_ONCE}"
        );
        let rows: Vec<EntryRow> = db.all(sql, params![after]).await?;
        let Some(last) = rows.last().map(|row| row.id) else { return Ok(entries) };
        let sql = "SELECT document_id, column_id FROM placements \
                   WHERE document_id > $1 AND document_id <= $2 AND live = 1";
        let listed: Vec<Listed> = db.all(sql, params![after, last]).await?;
        entries.extend(joined(rows, listed));
        after = last;
    }
}

/// Those of these documents that are live.
pub(super) async fn some(db: &Db, ids: &[DocumentId]) -> Result<Vec<Entry>, Fault> {
    let ids = id_list(ids.iter().map(|id| id.0));
    let sql = format!("{ROW} WHERE id @in($1) AND live_revision_id IS NOT NULL");
    let rows: Vec<EntryRow> = db.all(sql, params![ids.clone()]).await?;
    let sql =
        "SELECT document_id, column_id FROM placements WHERE document_id @in($1) AND live = 1";
    let listed: Vec<Listed> = db.all(sql, params![ids]).await?;
    Ok(joined(rows, listed).collect())
}

/// The documents of placements.
pub(super) async fn of_placements(db: &Db, ids: &[i64]) -> Result<Vec<DocumentId>, Fault> {
    #[derive(Deserialize)]
    struct Of {
        document_id: DocumentId,
    }
    let sql = "SELECT document_id FROM placements WHERE id @in($1)";
    let rows: Vec<Of> = db.all(sql, params![id_list(ids.iter().copied())]).await?;
    Ok(rows.into_iter().map(|row| row.document_id).collect())
}

fn joined(rows: Vec<EntryRow>, listed: Vec<Listed>) -> impl Iterator<Item = Entry> {
    let mut columns: HashMap<DocumentId, Vec<ColumnId>> = HashMap::new();
    for one in listed {
        columns.entry(one.document_id).or_default().push(one.column_id);
    }
    rows.into_iter().map(move |row| {
        let of_row = columns.remove(&row.id).unwrap_or_default();
        row.entry(of_row)
    })
}

/// The newest entry of the journal.
pub(super) async fn journal_head(db: &Db) -> Result<i64, Fault> {
    db.count("SELECT seq FROM journal_head", params![]).await
}
