//! The columns' SQL.

use platform::{Actor, Db, Entry, Fault, Tx, fields, params};

use super::model::{Column, ColumnForm, FormerPath};
use crate::ids::{ColumnId, SiteId, UnitId};
use crate::tree::Tree;

const SELECT: &str = "SELECT id, site_id, parent_id, path, name, description, keywords, \
                      column_type, unit_id, update_days, review_steps, template, position, \
                      in_navigation, on_home, COALESCE(demands_interpretation, 0) AS \
                      demands_interpretation, closed_at, merged_into FROM columns \
                      ORDER BY position, id";

/// All columns in their order, closed ones too.
pub async fn all_columns(db: &Db) -> Result<Vec<Column>, Fault> {
    db.all(SELECT, params![]).await
}

/// Every path that a column had before.
pub async fn former_paths(db: &Db) -> Result<Vec<FormerPath>, Fault> {
    db.all("SELECT site_id, path, column_id FROM column_paths ORDER BY id", params![]).await
}

/// Adds a column.
pub async fn add_column(
    db: &Db,
    actor: Actor,
    place: (SiteId, Option<ColumnId>, UnitId),
    form: &ColumnForm,
) -> Result<(ColumnId, i64), Fault> {
    let column = form.column(ColumnId(db.next_id()), place);
    let mut tx = db.begin().await?;
    insert(&mut tx, &column).await?;
    let seq = tx.commit(entry(actor, "column.added", &column)).await?;
    Ok((column.id, seq))
}

/// Changes what a column promises and how it is described; its place changes by a proposal only.
pub async fn change_column(db: &Db, actor: Actor, column: &Column) -> Result<i64, Fault> {
    let mut tx = db.begin().await?;
    tx.update("columns", column.id, fields_of(column)).await?;
    tx.commit(entry(actor, "column.changed", column)).await
}

/// Writes columns as they shall be, in the transaction of whoever decides it. Every path that is left
/// leads to its column for ever.
pub async fn write_columns(tx: &mut Tx, before: &Tree, after: &[Column]) -> Result<(), Fault> {
    for column in after {
        match before.column(column.id) {
            None => insert(tx, column).await?,
            Some(old) if old == column => {}
            Some(old) => {
                if old.path != column.path {
                    keep_path(tx, old).await?;
                }
                tx.update("columns", column.id, fields_of(column)).await?;
            }
        }
    }
    Ok(())
}

async fn insert(tx: &mut Tx, column: &Column) -> Result<(), Fault> {
    let mut row = fields![
        "id" => column.id, "site_id" => column.site_id, "created_at" => tx.db().clock().now(),
    ];
    row.extend(fields_of(column));
    tx.insert("columns", row).await
}

async fn keep_path(tx: &mut Tx, column: &Column) -> Result<(), Fault> {
    let now = tx.db().clock().now();
    let id = tx.db().next_id();
    tx.insert(
        "column_paths",
        fields![
            "id" => id, "site_id" => column.site_id, "path" => column.path.as_str(),
            "column_id" => column.id, "created_at" => now,
        ],
    )
    .await
}

fn fields_of(column: &Column) -> platform::db::Fields {
    fields![
        "parent_id" => column.parent_id, "path" => column.path.as_str(),
        "name" => column.name.as_str(), "description" => column.description.as_str(),
        "keywords" => column.keywords.as_str(), "column_type" => column.column_type.as_str(),
        "unit_id" => column.unit_id, "update_days" => column.update_days,
        "review_steps" => column.review_steps, "template" => column.template.word(),
        "position" => column.position, "in_navigation" => column.in_navigation,
        "on_home" => column.on_home,
        "demands_interpretation" => column.demands_interpretation.then_some(1_i64),
        "closed_at" => column.closed_at, "merged_into" => column.merged_into,
    ]
}

fn entry(actor: Actor, verb: &'static str, column: &Column) -> Entry {
    Entry::new(actor, verb, "column", column.id)
        .detail(serde_json::json!({ "name": column.name, "path": column.path }))
        .tags(["structure".to_owned()])
}
