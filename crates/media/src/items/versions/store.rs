//! The versions' SQL, within transactions.

use platform::{Fault, Time, Tx, fields, params};
use structure::AccountId;

use crate::ids::{ItemId, VersionId};
use crate::items::Version;
use crate::items::store::VERSION;

/// Whether a document that visitors see names the item, within a transaction.
pub(super) async fn is_public_in(tx: &mut Tx, item: ItemId) -> Result<bool, Fault> {
    let sql = "SELECT COUNT(*) FROM media_uses WHERE item_id = $1 AND stage = 'live'";
    Ok(tx.count(sql, params![item]).await? > 0)
}

/// Whether any document names the item, within a transaction.
pub(super) async fn is_used_in(tx: &mut Tx, item: ItemId) -> Result<bool, Fault> {
    let sql = "SELECT COUNT(*) FROM media_uses WHERE item_id = $1";
    Ok(tx.count(sql, params![item]).await? > 0)
}

/// The number of the newest version.
pub(super) async fn last_number(tx: &mut Tx, item: ItemId) -> Result<i64, Fault> {
    tx.count("SELECT MAX(number) FROM media_versions WHERE item_id = $1", params![item]).await
}

/// Makes a version the one that the address gives.
pub(super) async fn put_in_force(
    tx: &mut Tx,
    item: ItemId,
    number: i64,
    now: Time,
) -> Result<(), Fault> {
    tx.update("media_items", item, fields!["version" => number, "updated_at" => now]).await
}

/// Notes who accepted a version that waits; false when none does.
pub(super) async fn accept_version(
    tx: &mut Tx,
    version: VersionId,
    by: Option<AccountId>,
    now: Time,
) -> Result<bool, Fault> {
    let sql = format!("{VERSION} WHERE id = $1 @lock");
    let waits: Option<Version> = tx.opt(sql, params![version]).await?;
    if waits.is_none_or(|version| version.accepted_at.is_some()) {
        return Ok(false);
    }
    let fields = fields!["accepted_by" => by, "accepted_at" => now];
    tx.update("media_versions", version, fields).await?;
    Ok(true)
}

/// Notes since when an item is in the trash, or that it isn't.
pub(super) async fn set_trashed(tx: &mut Tx, item: ItemId, at: Option<Time>) -> Result<(), Fault> {
    tx.update("media_items", item, fields!["trashed_at" => at]).await
}
