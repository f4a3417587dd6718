//! Giving a document to another unit 变更责任单位 (articles 5, 6).

use platform::{Actor, fields};
use serde_json::json;
use structure::UnitId;

use super::model::DocumentRefusal;
use super::store::{entry, lock};
use crate::context::Context;
use crate::ids::DocumentId;
use crate::stopped::Act;
use crate::tags::public_tags;

/// Lets another unit answer for a document.
///
/// # Errors
/// When it is this unit's already or lies in the trash, or a fault of the database.
pub async fn hand_over(ctx: &Context, actor: Actor, id: DocumentId, to: UnitId) -> Act<i64> {
    let Some(unit) = ctx.tree.unit(to) else { return Err(DocumentRefusal::Missing.into()) };
    let mut tx = ctx.db.begin().await?;
    let document = lock(&mut tx, id).await?;
    if document.trashed_at.is_some() {
        return Err(DocumentRefusal::Trashed.into());
    }
    if document.unit_id == to {
        return Err(DocumentRefusal::SameUnit.into());
    }
    let mut tags = public_tags(&mut tx, &document).await?;
    tx.update("documents", id, fields!["unit_id" => to, "updated_at" => ctx.now()]).await?;
    let after = lock(&mut tx, id).await?;
    tags.extend(public_tags(&mut tx, &after).await?);
    let from = ctx.tree.unit(document.unit_id).map(|unit| unit.name.clone());
    let entry = entry(actor, "document.handed_over", &document)
        .detail(json!({ "title": document.title, "from": from, "to": unit.name }))
        .tags(tags);
    Ok(tx.commit(entry).await?)
}
