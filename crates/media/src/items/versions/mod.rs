//! Replacing a content at the same address. What is public is replaced in two steps: one person
//! brings the new version, another who may publish puts it in force (articles 19, 20).

mod store;

use platform::{Actor, Db, Fault};

use super::model::{Item, ItemKind, MediaRefusal, Version};
use super::store::{account_of, entry, insert_version};
use crate::intake::Intake;

/// Brings a version. It is in force at once unless the item is public; tells which.
pub async fn replace(
    db: &Db,
    actor: Actor,
    item: &Item,
    (intake, note): (&Intake, &str),
) -> Result<Result<(i64, bool), MediaRefusal>, Fault> {
    if item.trashed_at.is_some() {
        return Ok(Err(MediaRefusal::Trashed));
    }
    if ItemKind::of(&intake.media_type) != item.kind {
        return Ok(Err(MediaRefusal::OtherKind));
    }
    let now = db.clock().now();
    let mut tx = db.begin().await?;
    let waits = store::is_public_in(&mut tx, item.id).await?;
    let number = store::last_number(&mut tx, item.id).await? + 1;
    let accepted = (!waits).then_some(now);
    let by = account_of(&actor);
    insert_version(&mut tx, (item.id, number), (by, now, accepted), intake, note).await?;
    if !waits {
        store::put_in_force(&mut tx, item.id, number, now).await?;
    }
    let verb = if waits { "media.version_brought" } else { "media.replaced" };
    let seq = tx.commit(entry(actor, verb, item.id, &item.name)).await?;
    Ok(Ok((seq, waits)))
}

/// Puts a version that waits in force. Nobody accepts their own.
pub async fn accept(
    db: &Db,
    actor: Actor,
    item: &Item,
    version: &Version,
) -> Result<Result<i64, MediaRefusal>, Fault> {
    if item.trashed_at.is_some() {
        return Ok(Err(MediaRefusal::Trashed));
    }
    if version.created_by.is_some() && version.created_by == account_of(&actor) {
        return Ok(Err(MediaRefusal::OwnVersion));
    }
    let now = db.clock().now();
    let mut tx = db.begin().await?;
    if !store::accept_version(&mut tx, version.id, account_of(&actor), now).await? {
        return Ok(Err(MediaRefusal::NothingWaits));
    }
    store::put_in_force(&mut tx, item.id, version.number, now).await?;
    Ok(Ok(tx.commit(entry(actor, "media.replaced", item.id, &item.name)).await?))
}

/// Puts an item into the trash; never one that documents use.
pub async fn trash(db: &Db, actor: Actor, item: &Item) -> Result<Result<i64, MediaRefusal>, Fault> {
    let mut tx = db.begin().await?;
    if store::is_used_in(&mut tx, item.id).await? {
        return Ok(Err(MediaRefusal::Used));
    }
    store::set_trashed(&mut tx, item.id, Some(db.clock().now())).await?;
    Ok(Ok(tx.commit(entry(actor, "media.trashed", item.id, &item.name)).await?))
}

/// Takes an item out of the trash.
pub async fn restore(db: &Db, actor: Actor, item: &Item) -> Result<i64, Fault> {
    let mut tx = db.begin().await?;
    store::set_trashed(&mut tx, item.id, None).await?;
    tx.commit(entry(actor, "media.restored", item.id, &item.name)).await
}
