//! The versions' SQL.

use platform::{Actor, Db, Entry, Fault, FaultContext, Time, Tx, fields, params};
use serde::Deserialize;
use serde_json::json;
use structure::columns::Column;
use structure::{AccountId, ColumnId};

use super::methods::{GuaranteeMethod, Methods};
use super::model::{Line, Version, VersionId, VersionState};

const SELECT: &str = "SELECT id, number, lines, reason, state, author_id, created_at, decided_by, \
                      decided_at, decision_words FROM responsibility_tables";

/// The tag of the pages that show the table.
pub const TAG: &str = "responsibility-table";

/// All versions, newest first.
pub async fn all(db: &Db) -> Result<Vec<Version>, Fault> {
    db.all(format!("{SELECT} ORDER BY id DESC"), params![]).await
}

/// The version that holds.
pub async fn issued(db: &Db) -> Result<Option<Version>, Fault> {
    let sql = format!("{SELECT} WHERE state = 'issued' ORDER BY number DESC LIMIT 1");
    db.opt(sql, params![]).await
}

/// The issued version of a number.
pub async fn by_number(db: &Db, number: i64) -> Result<Option<Version>, Fault> {
    db.opt(format!("{SELECT} WHERE state = 'issued' AND number = $1"), params![number]).await
}

/// One version.
pub async fn by_id(db: &Db, id: VersionId) -> Result<Option<Version>, Fault> {
    db.opt(format!("{SELECT} WHERE id = $1"), params![id]).await
}

/// One version that will be decided.
pub async fn lock(tx: &mut Tx, id: VersionId) -> Result<Option<Version>, Fault> {
    tx.opt(format!("{SELECT} WHERE id = $1 @lock"), params![id]).await
}

/// How many wait for their signature.
pub async fn waiting(tx: &mut Tx) -> Result<i64, Fault> {
    tx.count("SELECT COUNT(*) FROM responsibility_tables WHERE state = 'proposed'", params![]).await
}

/// The number of the next version.
pub async fn next_number(tx: &mut Tx) -> Result<i64, Fault> {
    tx.count("SELECT COALESCE(MAX(number), 0) + 1 FROM responsibility_tables", params![]).await
}

/// Freezes a table.
pub async fn insert(
    tx: &mut Tx,
    author: Option<AccountId>,
    (lines, reason): (&[Line], &str),
) -> Result<VersionId, Fault> {
    let id = VersionId(tx.db().next_id());
    let now = tx.db().clock().now();
    let lines = serde_json::to_value(lines).doing("write the lines of a table")?;
    let row = fields![
        "id" => id, "number" => None::<i64>, "lines" => lines, "reason" => reason,
        "state" => VersionState::Proposed.word(), "author_id" => author, "created_at" => now,
        "decided_by" => None::<AccountId>, "decided_at" => None::<Time>, "decision_words" => "",
    ];
    tx.insert("responsibility_tables", row).await?;
    Ok(id)
}

/// Writes what was decided.
pub async fn save(tx: &mut Tx, version: &Version) -> Result<(), Fault> {
    let row = fields![
        "number" => version.number, "state" => version.state.word(),
        "decided_by" => version.decided_by, "decided_at" => version.decided_at,
        "decision_words" => version.decision_words.as_str(),
    ];
    tx.update("responsibility_tables", version.id, row).await
}

/// The journal's entry about a version.
pub fn entry(actor: Actor, verb: &'static str, version: &Version) -> Entry {
    let number = version.number;
    let detail = json!({ "number": number, "reason": version.reason, "rows": version.lines.len() });
    Entry::new(actor, verb, "responsibility_table", version.id).detail(detail)
}

/// How the content of columns comes about, where it was said.
pub async fn methods(db: &Db) -> Result<Methods, Fault> {
    #[derive(Deserialize)]
    struct Row {
        column_id: ColumnId,
        method: GuaranteeMethod,
    }
    let rows: Vec<Row> =
        db.all("SELECT column_id, method FROM guarantee_methods", params![]).await?;
    Ok(rows.into_iter().map(|row| (row.column_id, row.method)).collect())
}

/// Says how the content of a column comes about.
pub async fn set_method(
    db: &Db,
    actor: Actor,
    (column, method): (&Column, GuaranteeMethod),
) -> Result<i64, Fault> {
    #[derive(Deserialize)]
    struct Row {
        id: i64,
    }
    let mut tx = db.begin().await?;
    let sql = "SELECT id FROM guarantee_methods WHERE column_id = $1 @lock";
    let known: Option<Row> = tx.opt(sql, params![column.id]).await?;
    if let Some(row) = known {
        tx.update("guarantee_methods", row.id, fields!["method" => method.word()]).await?;
    } else {
        let row = fields![
            "id" => db.next_id(), "column_id" => column.id, "method" => method.word(),
        ];
        tx.insert("guarantee_methods", row).await?;
    }
    let detail = json!({ "name": column.name, "path": column.path, "to": method.word() });
    let entry = Entry::new(actor, "guarantee_method.set", "column", column.id).detail(detail);
    tx.commit(entry).await
}
