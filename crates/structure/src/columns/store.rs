//! The columns' SQL.

use platform::{Actor, Db, Entry, Fault, Tx, fields, params};

use super::model::{Column, ColumnForm, FormerPath};
use crate::ids::{ColumnId, SiteId, UnitId};

const SELECT: &str = "SELECT id, site_id, parent_id, path, name, description, keywords, \
                      column_type, unit_id, update_days, review_steps, template, position, \
                      in_navigation, on_home, COALESCE(demands_interpretation, 0) AS \
                      demands_interpretation FROM columns WHERE closed_at IS NULL \
                      ORDER BY position, id";

/// All open columns in their order.
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
    (site, parent, unit): (SiteId, Option<ColumnId>, UnitId),
    form: &ColumnForm,
) -> Result<(ColumnId, i64), Fault> {
    let id = ColumnId(db.next_id());
    let mut tx = db.begin().await?;
    let mut row = fields![
        "id" => id, "site_id" => site, "parent_id" => parent,
        "created_at" => db.clock().now(), "path" => form.path.as_str(),
    ];
    row.extend(fields_of(form, unit));
    tx.insert("columns", row).await?;
    let seq = tx.commit(entry(actor, "column.added", id, form)).await?;
    Ok((id, seq))
}

/// Changes a column. Columns below move with its path, and every old path redirects.
pub async fn change_column(
    db: &Db,
    actor: Actor,
    column: &Column,
    below: &[&Column],
    unit: UnitId,
    form: &ColumnForm,
) -> Result<i64, Fault> {
    let mut tx = db.begin().await?;
    tx.update("columns", column.id, fields_of(form, unit)).await?;
    if form.path != column.path {
        move_path(&mut tx, column, &form.path).await?;
        for child in below {
            if let Some(rest) = child.path.strip_prefix(&column.path) {
                move_path(&mut tx, child, &format!("{}{rest}", form.path)).await?;
            }
        }
    }
    tx.commit(entry(actor, "column.changed", column.id, form)).await
}

async fn move_path(tx: &mut Tx, column: &Column, path: &str) -> Result<(), Fault> {
    let now = tx.db().clock().now();
    let id = tx.db().next_id();
    tx.insert(
        "column_paths",
        fields![
            "id" => id, "site_id" => column.site_id, "path" => column.path.as_str(),
            "column_id" => column.id, "created_at" => now,
        ],
    )
    .await?;
    tx.update("columns", column.id, fields!["path" => path]).await
}

fn fields_of(form: &ColumnForm, unit: UnitId) -> platform::db::Fields {
    fields![
        "name" => form.name.as_str(), "description" => form.description.as_str(),
        "keywords" => form.keywords.as_str(), "column_type" => form.column_type.as_str(),
        "unit_id" => unit, "update_days" => form.update_days, "review_steps" => form.review_steps,
        "template" => form.template.word(), "position" => form.position,
        "in_navigation" => form.in_navigation, "on_home" => form.on_home,
        "demands_interpretation" => form.demands_interpretation.then_some(1_i64),
    ]
}

fn entry(actor: Actor, verb: &'static str, id: ColumnId, form: &ColumnForm) -> Entry {
    Entry::new(actor, verb, "column", id)
        .detail(serde_json::json!({ "name": form.name, "path": form.path }))
        .tags(["structure".to_owned()])
}
