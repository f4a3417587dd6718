//! The kept lists' SQL.

use platform::{Actor, Db, Entry, Fault, Time, fields, params};
use serde::Deserialize;
use serde_json::json;
use structure::{AccountId, UnitId};

/// Lists that one person keeps at most.
pub(super) const MOST: usize = 40;

/// A list under a name.
#[derive(Clone, Debug, Deserialize)]
pub(super) struct SavedList {
    pub id: i64,
    pub account_id: AccountId,
    /// The unit that sees it too.
    pub unit_id: Option<UnitId>,
    pub name: String,
    /// The query of the list's address.
    pub filters: String,
    pub created_at: Time,
}

impl SavedList {
    /// The list's address.
    pub(super) fn url(&self) -> String {
        format!("/documents?{}", self.filters)
    }
}

const LIST: &str = "SELECT id, account_id, unit_id, name, filters, created_at FROM saved_lists";

/// What somebody sees: one's own first, then those of one's unit.
pub(super) async fn of(
    db: &Db,
    who: AccountId,
    unit: Option<UnitId>,
) -> Result<Vec<SavedList>, Fault> {
    let sql = format!(
        "{LIST} WHERE account_id = $1 OR unit_id = $2 \
         ORDER BY CASE WHEN account_id = $1 THEN 0 ELSE 1 END, id"
    );
    db.all(sql, params![who, unit]).await
}

/// Keeps a list.
pub(super) async fn keep(
    db: &Db,
    who: AccountId,
    (name, filters): (&str, &str),
    unit: Option<UnitId>,
) -> Result<(), Fault> {
    let id = db.next_id();
    let mut tx = db.begin().await?;
    let row = fields![
        "id" => id, "account_id" => who, "unit_id" => unit, "name" => name, "filters" => filters,
        "created_at" => db.clock().now(),
    ];
    tx.insert("saved_lists", row).await?;
    let entry = Entry::new(Actor::Account(who.0), "saved_list.kept", "saved_lists", id);
    tx.commit(entry.detail(json!({ "name": name }))).await.map(|_| ())
}

/// Forgets a list.
pub(super) async fn forget(db: &Db, who: AccountId, list: &SavedList) -> Result<(), Fault> {
    let mut tx = db.begin().await?;
    tx.remove("saved_lists", list.id).await?;
    let entry = Entry::new(Actor::Account(who.0), "saved_list.removed", "saved_lists", list.id);
    tx.commit(entry.detail(json!({ "name": list.name }))).await.map(|_| ())
}
