//! The units' SQL.

use platform::{Actor, Db, Entry, Fault, fields, params};

use super::model::{Unit, UnitForm};
use crate::ids::UnitId;

const SELECT: &str = "SELECT id, code, name, full_name, short_name, parent_id, kind, agency_word, \
                      phone, address, duties, position FROM units WHERE closed_at IS NULL \
                      ORDER BY position, id";

/// All open units in their order.
pub async fn all_units(db: &Db) -> Result<Vec<Unit>, Fault> {
    db.all(SELECT, params![]).await
}

/// Adds a unit; gives its id and the journal's sequence number.
pub async fn add_unit(
    db: &Db,
    actor: Actor,
    form: &UnitForm,
    parent: Option<UnitId>,
) -> Result<(UnitId, i64), Fault> {
    let id = UnitId(db.next_id());
    let now = db.clock().now();
    let mut tx = db.begin().await?;
    let mut row = fields!["id" => id, "created_at" => now];
    row.extend(fields_of(form, parent));
    tx.insert("units", row).await?;
    let seq = tx.commit(entry(actor, "unit.added", id, form)).await?;
    Ok((id, seq))
}

/// Changes a unit.
pub async fn change_unit(
    db: &Db,
    actor: Actor,
    id: UnitId,
    form: &UnitForm,
    parent: Option<UnitId>,
) -> Result<i64, Fault> {
    let mut tx = db.begin().await?;
    tx.update("units", id, fields_of(form, parent)).await?;
    tx.commit(entry(actor, "unit.changed", id, form)).await
}

fn fields_of(form: &UnitForm, parent: Option<UnitId>) -> platform::db::Fields {
    let short = if form.short_name.is_empty() { &form.name } else { &form.short_name };
    fields![
        "code" => form.code.as_str(), "name" => form.name.as_str(),
        "full_name" => form.full_name.as_str(), "short_name" => short.as_str(),
        "parent_id" => parent, "kind" => form.kind.word(),
        "agency_word" => form.agency_word.as_str(), "phone" => form.phone.as_str(),
        "address" => form.address.as_str(), "duties" => form.duties.as_str(),
        "position" => form.position,
    ]
}

fn entry(actor: Actor, verb: &'static str, id: UnitId, form: &UnitForm) -> Entry {
    Entry::new(actor, verb, "unit", id)
        .detail(serde_json::json!({ "name": form.name }))
        .tags(["structure".to_owned()])
}
