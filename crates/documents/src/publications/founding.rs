//! Taking over what an older site had already published: it keeps its date and needs no new review.
//! Only commands of the operator reach this; no console act does.

use platform::{Actor, Time, fields};
use serde_json::json;

use super::go_live::{GoLive, go_live};
use crate::context::Context;
use crate::documents::store::{entry, lock};
use crate::ids::DocumentId;
use crate::revisions;
use crate::stopped::Act;

/// Makes a document live as it was published elsewhere at `published_at`.
pub async fn take_over(
    ctx: &Context,
    actor: Actor,
    id: DocumentId,
    published_at: Time,
) -> Act<i64> {
    let mut tx = ctx.db.begin().await?;
    tx.update("documents", id, fields!["published_at" => published_at]).await?;
    let document = lock(&mut tx, id).await?;
    let revision = revisions::in_tx(&mut tx, document.head_revision_id).await?;
    let what = GoLive {
        document: &document,
        revision: &revision,
        submission: None,
        by: actor.store(),
        expire_at: None,
        emergency: false,
    };
    let tags = go_live(ctx, &mut tx, &what).await?;
    let entry = entry(actor, "document.imported", &document)
        .detail(json!({ "title": document.title }))
        .tags(tags);
    Ok(tx.commit(entry).await?)
}
