//! The templates' SQL.

use platform::{Actor, Db, Entry, Fault, Time, Tx, fields, params};
use serde_json::json;
use structure::{AccountId, UnitId};

use super::model::{ReplyTemplate, TemplateForm};
use crate::ids::ReplyTemplateId;

const SELECT: &str = "SELECT id, unit_id, name, body, used, changed_by, changed_at, removed_at \
                      FROM reply_templates";

/// All that are kept, the most used first.
pub(super) async fn all(db: &Db) -> Result<Vec<ReplyTemplate>, Fault> {
    db.all(format!("{SELECT} WHERE removed_at IS NULL ORDER BY used DESC, id"), params![]).await
}

/// Those that a unit may put into its answers, its own first.
pub(super) async fn of_unit(db: &Db, unit: UnitId) -> Result<Vec<ReplyTemplate>, Fault> {
    let sql = format!(
        "{SELECT} WHERE removed_at IS NULL AND (unit_id = $1 OR unit_id IS NULL) \
         ORDER BY CASE WHEN unit_id IS NULL THEN 1 ELSE 0 END, used DESC, id"
    );
    db.all(sql, params![unit]).await
}

/// One that is kept.
pub(super) async fn by_id(db: &Db, id: ReplyTemplateId) -> Result<Option<ReplyTemplate>, Fault> {
    db.opt(format!("{SELECT} WHERE id = $1 AND removed_at IS NULL"), params![id]).await
}

fn entry(
    actor: Actor,
    verb: &'static str,
    id: ReplyTemplateId,
    (name, unit): (&str, Option<UnitId>),
) -> Entry {
    Entry::new(actor, verb, "reply_template", id).detail(json!({ "title": name, "unit": unit }))
}

/// Keeps a new one.
pub async fn insert(
    db: &Db,
    (actor, by): (Actor, Option<AccountId>),
    form: &TemplateForm,
) -> Result<i64, Fault> {
    let id = ReplyTemplateId(db.next_id());
    let mut tx = db.begin().await?;
    let row = fields![
        "id" => id, "unit_id" => form.unit, "name" => form.name.as_str(),
        "body" => form.body.as_str(), "used" => 0_i64, "changed_by" => by,
        "changed_at" => db.clock().now(), "removed_at" => None::<Time>,
    ];
    tx.insert("reply_templates", row).await?;
    tx.commit(entry(actor, "reply_template.added", id, (&form.name, form.unit))).await
}

/// Keeps other words.
pub(super) async fn change(
    db: &Db,
    (actor, by): (Actor, AccountId),
    (id, form): (ReplyTemplateId, &TemplateForm),
) -> Result<i64, Fault> {
    let mut tx = db.begin().await?;
    let row = fields![
        "unit_id" => form.unit, "name" => form.name.as_str(), "body" => form.body.as_str(),
        "changed_by" => by, "changed_at" => db.clock().now(),
    ];
    tx.update("reply_templates", id, row).await?;
    tx.commit(entry(actor, "reply_template.changed", id, (&form.name, form.unit))).await
}

/// Takes it out of use; the row stays for the journal.
pub(super) async fn remove(db: &Db, actor: Actor, one: &ReplyTemplate) -> Result<i64, Fault> {
    let mut tx = db.begin().await?;
    tx.update("reply_templates", one.id, fields!["removed_at" => db.clock().now()]).await?;
    tx.commit(entry(actor, "reply_template.removed", one.id, (&one.name, one.unit_id))).await
}

/// Counts one use.
pub(super) async fn count(db: &Db, actor: Actor, id: ReplyTemplateId) -> Result<(), Fault> {
    let mut tx: Tx = db.begin().await?;
    let found: Option<ReplyTemplate> =
        tx.opt(format!("{SELECT} WHERE id = $1 @lock"), params![id]).await?;
    let Some(one) = found else { return Ok(()) };
    tx.update("reply_templates", id, fields!["used" => one.used + 1]).await?;
    tx.commit(entry(actor, "reply_template.used", id, (&one.name, one.unit_id))).await?;
    Ok(())
}
