//! The register's SQL.

use platform::{Actor, Db, Entry, Fault, Time, Tx, fields, params};
use serde_json::json;
use structure::{AccountId, SiteId};

use super::model::{Item, ItemForm, ItemId, Kind};

const SELECT: &str = "SELECT id, site_id, kind, value, document_number, issuer, unit_id, valid_from, \
                      valid_until, reminder_days, reason, replaces_id, created_at, created_by, \
                      ended_at, ended_by, end_reason FROM site_identities";

/// Every wording of every item of a site, oldest first.
pub async fn of_site(db: &Db, site: SiteId) -> Result<Vec<Item>, Fault> {
    db.all(format!("{SELECT} WHERE site_id = $1 ORDER BY id"), params![site]).await
}

/// The wordings that were not ended, of all sites.
pub async fn current(db: &Db) -> Result<Vec<Item>, Fault> {
    db.all(format!("{SELECT} WHERE ended_at IS NULL ORDER BY id"), params![]).await
}

/// The same within a transaction.
pub async fn current_in(tx: &mut Tx) -> Result<Vec<Item>, Fault> {
    tx.all(format!("{SELECT} WHERE ended_at IS NULL ORDER BY id"), params![]).await
}

/// One wording.
pub async fn by_id(db: &Db, id: ItemId) -> Result<Option<Item>, Fault> {
    db.opt(format!("{SELECT} WHERE id = $1"), params![id]).await
}

/// One wording that will be ended.
pub async fn lock(tx: &mut Tx, id: ItemId) -> Result<Option<Item>, Fault> {
    tx.opt(format!("{SELECT} WHERE id = $1 @lock"), params![id]).await
}

/// Sites of which nothing was ever registered.
pub async fn without_items(db: &Db) -> Result<Vec<SiteId>, Fault> {
    #[derive(serde::Deserialize)]
    struct Row {
        id: SiteId,
    }
    let sql = "SELECT s.id FROM sites s WHERE s.closed_at IS NULL AND NOT EXISTS \
               (SELECT 1 FROM site_identities i WHERE i.site_id = s.id) ORDER BY s.id";
    let rows: Vec<Row> = db.all(sql, params![]).await?;
    Ok(rows.into_iter().map(|row| row.id).collect())
}

/// Writes a wording, in the place of another one if there was one.
pub async fn insert(
    tx: &mut Tx,
    (site, kind): (SiteId, Kind),
    form: &ItemForm,
    (by, replaces): (Option<AccountId>, Option<ItemId>),
) -> Result<ItemId, Fault> {
    let id = ItemId(tx.db().next_id());
    let now = tx.db().clock().now();
    let row = fields![
        "id" => id, "site_id" => site, "kind" => kind.word(), "value" => form.value.as_str(),
        "document_number" => form.document_number.as_str(), "issuer" => form.issuer.as_str(),
        "unit_id" => form.unit, "valid_from" => form.valid_from.to_string(),
        "valid_until" => form.valid_until.map(|day| day.to_string()),
        "reminder_days" => json!(form.reminder_days), "reason" => form.reason.as_str(),
        "replaces_id" => replaces, "created_at" => now, "created_by" => by,
        "ended_at" => None::<Time>, "ended_by" => None::<AccountId>, "end_reason" => "",
    ];
    tx.insert("site_identities", row).await?;
    Ok(id)
}

/// Ends a wording.
pub async fn write_end(tx: &mut Tx, id: ItemId, by: AccountId, reason: &str) -> Result<(), Fault> {
    let now = tx.db().clock().now();
    let row = fields!["ended_at" => now, "ended_by" => by, "end_reason" => reason];
    tx.update("site_identities", id, row).await
}

/// The journal's entry: every page of every site has a footer.
pub fn entry(actor: Actor, verb: &'static str, (id, kind, value): (ItemId, Kind, &str)) -> Entry {
    Entry::new(actor, verb, "site_identity", id)
        .detail(json!({ "title": value, "kind": kind.word() }))
        .tags(["structure".to_owned()])
}
