//! The SQL of what is not public. The index by state leads to the few documents that are not live,
//! however many are.

use std::collections::{BTreeMap, HashMap};

use documents::documents::DocumentState;
use documents::ids::DocumentId;
use platform::db::id_list;
use platform::{Db, Fault, Time, params};
use serde::Deserialize;
use structure::{ColumnId, Scope, UnitId};

/// A document that is not live.
#[derive(Debug, Deserialize)]
pub(super) struct Candidate {
    pub id: DocumentId,
    pub key: String,
    pub title: String,
    pub kind: String,
    pub state: DocumentState,
    pub unit_id: UnitId,
    pub column_id: ColumnId,
    pub created_at: Time,
    pub fields: BTreeMap<String, String>,
    pub withdrawn_at: Option<Time>,
    pub withdrawn_by: Option<String>,
    pub outcome: Option<String>,
}

/// Documents of these columns and this scope that nobody outside can read.
pub(super) async fn not_live(
    db: &Db,
    columns: impl IntoIterator<Item = ColumnId>,
    scope: &Scope,
) -> Result<Vec<Candidate>, Fault> {
    let mut params = params![id_list(columns.into_iter().map(|id| id.0))];
    let seen = scope.condition("d.unit_id", "d.column_id", &mut params);
    let sql = format!(
        "SELECT d.id AS id, d.key AS key, d.title AS title, d.kind AS kind, d.state AS state, \
         d.unit_id AS unit_id, d.column_id AS column_id, d.created_at AS created_at, \
         r.fields AS fields, w.withdrawn_at AS withdrawn_at, w.withdrawn_by AS withdrawn_by, \
         w.outcome AS outcome FROM documents d JOIN revisions r ON r.id = d.head_revision_id \
         LEFT JOIN withdrawals w ON w.document_id = d.id AND w.lifted_at IS NULL \
         WHERE d.state IN ('draft', 'in_review', 'referred', 'returned', 'approved', 'scheduled', \
         'withdrawn') AND d.live_revision_id IS NULL AND d.trashed_at IS NULL \
         AND d.column_id @in($1) AND {seen} ORDER BY d.id"
    );
    db.all(sql, params).await
}

/// The keys of documents.
pub(super) async fn keys(
    db: &Db,
    ids: &[DocumentId],
) -> Result<HashMap<DocumentId, String>, Fault> {
    #[derive(Deserialize)]
    struct Key {
        id: DocumentId,
        key: String,
    }
    let sql = "SELECT id, key FROM documents WHERE id @in($1)";
    let rows: Vec<Key> = db.all(sql, params![id_list(ids.iter().map(|id| id.0))]).await?;
    Ok(rows.into_iter().map(|row| (row.id, row.key)).collect())
}

/// Since when columns stand.
pub(super) async fn columns_since(
    db: &Db,
    ids: &[ColumnId],
) -> Result<HashMap<ColumnId, Time>, Fault> {
    #[derive(Deserialize)]
    struct Since {
        id: ColumnId,
        created_at: Time,
    }
    let sql = "SELECT id, created_at FROM columns WHERE id @in($1)";
    let rows: Vec<Since> = db.all(sql, params![id_list(ids.iter().map(|id| id.0))]).await?;
    Ok(rows.into_iter().map(|row| (row.id, row.created_at)).collect())
}
