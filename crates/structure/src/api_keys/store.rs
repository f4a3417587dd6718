//! The keys' SQL.

use platform::{Actor, Db, Entry, Fault, Time, fields, params};
use serde::Deserialize;
use serde_json::json;

use super::model::{ApiKey, KeyUse, PresentedKey};
use crate::accounts::account_of;
use crate::ids::{ApiKeyId, ColumnId, UnitId};

const KEY: &str = "SELECT id, unit_id, column_id, name, COALESCE(used_for, 'documents') AS used_for, \
                   prefix, created_by, created_at, expires_at, revoked_at FROM api_keys";

/// All keys, the newest first.
pub async fn api_keys(db: &Db) -> Result<Vec<ApiKey>, Fault> {
    db.all(format!("{KEY} ORDER BY id DESC"), params![]).await
}

/// A key by its id.
pub async fn api_key(db: &Db, id: ApiKeyId) -> Result<Option<ApiKey>, Fault> {
    db.opt(format!("{KEY} WHERE id = $1"), params![id]).await
}

#[derive(Deserialize)]
struct HashRow {
    id: ApiKeyId,
    key_hash: String,
}

/// The key that a system presents, if it is right, not revoked and not expired.
pub async fn find_valid_api_key(
    db: &Db,
    presented: &PresentedKey,
) -> Result<Option<ApiKey>, Fault> {
    let sql = "SELECT id, key_hash FROM api_keys WHERE prefix = $1";
    let found: Option<HashRow> = db.opt(sql, params![presented.prefix.as_str()]).await?;
    let Some(row) = found.filter(|row| presented.fits(&row.key_hash)) else {
        return Ok(None);
    };
    let now = db.clock().now();
    Ok(api_key(db, row.id).await?.filter(|key| key.is_valid(now)))
}

/// What a key is issued for.
#[derive(Clone, Copy, Debug)]
pub struct Issue<'a> {
    /// Which system gets it.
    pub name: &'a str,
    /// What it opens.
    pub used_for: KeyUse,
    /// In whose name it writes.
    pub unit: UnitId,
    /// Where.
    pub column: Option<ColumnId>,
    /// Until when.
    pub expires_at: Time,
}

/// Issues a key. What it gives is shown once and kept nowhere.
pub async fn issue_api_key(
    db: &Db,
    actor: Actor,
    issue: Issue<'_>,
) -> Result<(ApiKeyId, PresentedKey), Fault> {
    let id = ApiKeyId(db.next_id());
    let key = PresentedKey::draw();
    let mut tx = db.begin().await?;
    let row = fields![
        "id" => id, "unit_id" => issue.unit, "column_id" => issue.column, "name" => issue.name,
        "used_for" => issue.used_for.word(), "prefix" => key.prefix.as_str(), "key_hash" => key.hash(), "created_by" => account_of(&actor),
        "created_at" => db.clock().now(), "expires_at" => issue.expires_at,
    ];
    tx.insert("api_keys", row).await?;
    let detail = json!({
        "name": issue.name, "unit": issue.unit, "column": issue.column, "prefix": key.prefix,
        "used_for": issue.used_for.word(), "expires": issue.expires_at.date(),
    });
    tx.commit(Entry::new(actor, "api_key.issued", "api_key", id).detail(detail)).await?;
    Ok((id, key))
}

/// Revokes a key at once and for good.
pub async fn revoke_api_key(db: &Db, actor: Actor, key: &ApiKey) -> Result<i64, Fault> {
    let mut tx = db.begin().await?;
    let now = db.clock().now();
    tx.update("api_keys", key.id, fields!["revoked_at" => now]).await?;
    let entry = Entry::new(actor, "api_key.revoked", "api_key", key.id);
    tx.commit(entry.detail(json!({ "name": key.name, "prefix": key.prefix }))).await
}
