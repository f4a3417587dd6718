//! Moving a document to another home, and showing it in further columns.

use platform::{Actor, Fault, Tx, fields, params};
use serde_json::json;
use structure::ColumnId;
use structure::columns::Column;

use super::model::{Placement, PlacementRefusal};
use super::store;
use crate::addresses;
use crate::context::Context;
use crate::documents::Document;
use crate::documents::store::{entry, lock};
use crate::ids::DocumentId;
use crate::stopped::{Act, Stopped};
use crate::tags::public_tags;

/// Gives a document another home column; its old address redirects.
pub async fn move_home(ctx: &Context, actor: Actor, id: DocumentId, to: ColumnId) -> Act<i64> {
    let target = ctx.column(to)?;
    let mut tx = ctx.db.begin().await?;
    let document = lock(&mut tx, id).await?;
    document.may_move()?;
    if document.column_id == to {
        return Err(PlacementRefusal::AlreadyThere.into());
    }
    let from = ctx.column_path(document.column_id)?.to_owned();
    let tags = rehome(ctx, &mut tx, &document, target).await?;
    let entry = entry(actor, "document.moved", &document)
        .detail(json!({ "from": from, "to": target.path }))
        .tags(tags);
    Ok(tx.commit(entry).await?)
}

/// Moves a document's home within a transaction; gives the pages that this makes stale.
async fn rehome(
    ctx: &Context,
    tx: &mut Tx,
    document: &Document,
    target: &Column,
) -> Act<Vec<String>> {
    let id = document.id;
    let mut tags = public_tags(tx, document).await?;
    let home = store::at(tx, id, document.column_id).await?;
    let from = ctx.column_path(document.column_id)?.to_owned();
    addresses::store::leave(tx, document, document.site_id, &document.path_in(&from)).await?;
    let new = document.path_in(&target.path);
    addresses::store::claim(tx, ctx, (target.site_id, &new), id).await?;
    let there = store::of_document_in_tx(tx, id).await?;
    if let Some(extra) = there.iter().find(|placement| placement.column_id == target.id) {
        tx.remove("placements", home.id).await?;
        tx.update("placements", extra.id, fields!["home" => true]).await?;
    } else {
        let fields = fields![
            "site_id" => target.site_id, "column_id" => target.id, "pinned" => false,
            "pinned_until" => None::<platform::Time>, "position" => 0_i64,
        ];
        tx.update("placements", home.id, fields).await?;
    }
    let fields =
        fields!["site_id" => target.site_id, "column_id" => target.id, "updated_at" => ctx.now()];
    tx.update("documents", id, fields).await?;
    let moved = lock(tx, id).await?;
    tags.extend(public_tags(tx, &moved).await?);
    Ok(tags)
}

/// Everything that a column lists goes into another, in the transaction of whoever merges them
/// (article 9). `ctx` knows the columns as they will be. Gives the pages that this makes stale, or
/// the document whose address is taken there.
pub async fn take_in(
    ctx: &Context,
    tx: &mut Tx,
    from: ColumnId,
    into: ColumnId,
) -> Result<Vec<String>, (Stopped, Option<Document>)> {
    let target = ctx.column(into).map_err(|why| (why.into(), None))?;
    let path = ctx.column_path(from).map_err(|fault| (fault.into(), None))?.to_owned();
    let sql = format!("{} WHERE column_id = $1 ORDER BY id", store::SELECT);
    let placed: Result<Vec<Placement>, Fault> = tx.all(sql, params![from]).await;
    let mut tags = Vec::new();
    for placement in placed.map_err(|fault| (fault.into(), None))? {
        let document = lock(tx, placement.document_id).await.map_err(|stopped| (stopped, None))?;
        let done = if placement.home {
            rehome(ctx, tx, &document, target).await
        } else {
            show_elsewhere(ctx, tx, (&document, &placement), (&path, target)).await
        };
        tags.extend(done.map_err(|stopped| (stopped, Some(document)))?);
    }
    Ok(tags)
}

/// A further place of a document becomes another one, unless the document is there already.
async fn show_elsewhere(
    ctx: &Context,
    tx: &mut Tx,
    (document, placement): (&Document, &Placement),
    (path, target): (&str, &Column),
) -> Act<Vec<String>> {
    let mut tags = public_tags(tx, document).await?;
    addresses::store::leave(tx, document, placement.site_id, &document.path_in(path)).await?;
    let there = store::of_document_in_tx(tx, document.id).await?;
    if there.iter().any(|other| other.column_id == target.id) {
        tx.remove("placements", placement.id).await?;
    } else {
        let new = document.path_in(&target.path);
        addresses::store::claim(tx, ctx, (target.site_id, &new), document.id).await?;
        let fields = fields!["site_id" => target.site_id, "column_id" => target.id];
        tx.update("placements", placement.id, fields).await?;
    }
    tags.extend(public_tags(tx, document).await?);
    Ok(tags)
}

/// Shows a document in one more column.
pub async fn place(ctx: &Context, actor: Actor, id: DocumentId, column: ColumnId) -> Act<i64> {
    let target = ctx.column(column)?;
    let mut tx = ctx.db.begin().await?;
    let document = lock(&mut tx, id).await?;
    if document.trashed_at.is_some() {
        return Err(crate::documents::DocumentRefusal::Trashed.into());
    }
    let there = store::of_document_in_tx(&mut tx, id).await?;
    if there.iter().any(|placement| placement.column_id == column) {
        return Err(PlacementRefusal::AlreadyThere.into());
    }
    let sort_at = document.published_at.unwrap_or_else(|| ctx.now());
    let path = document.path_in(&target.path);
    addresses::store::claim(&mut tx, ctx, (target.site_id, &path), id).await?;
    let placement = store::insert(&mut tx, id, target, false, sort_at).await?;
    if document.is_live() {
        tx.update("placements", placement, fields!["live" => true]).await?;
    }
    let entry = entry(actor, "document.placed", &document)
        .detail(json!({ "column": target.path }))
        .tags(public_tags(&mut tx, &document).await?);
    Ok(tx.commit(entry).await?)
}

/// Takes a document out of a column that is not its home.
pub async fn unplace(ctx: &Context, actor: Actor, id: DocumentId, column: ColumnId) -> Act<i64> {
    let mut tx = ctx.db.begin().await?;
    let document = lock(&mut tx, id).await?;
    let sql = format!("{} WHERE document_id = $1 AND column_id = $2", store::SELECT);
    let found: Option<Placement> = tx.opt(sql, params![id, column]).await?;
    let placement = found.ok_or(PlacementRefusal::NotThere)?;
    if placement.home {
        return Err(PlacementRefusal::Home.into());
    }
    let tags = public_tags(&mut tx, &document).await?;
    let path = ctx.column_path(column)?;
    let address = document.path_in(path);
    addresses::store::leave(&mut tx, &document, placement.site_id, &address).await?;
    tx.remove("placements", placement.id).await?;
    let entry =
        entry(actor, "document.unplaced", &document).detail(json!({ "column": path })).tags(tags);
    Ok(tx.commit(entry).await?)
}
