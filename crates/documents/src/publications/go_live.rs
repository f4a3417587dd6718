//! A revision becomes what visitors see, or nothing does any more: every table that has a part in
//! it, in the caller's transaction.

use platform::{Fault, Time, Tx, fields};

use super::expiry;
use super::links;
use super::model::EndReason;
use super::store;
use crate::addresses;
use crate::context::Context;
use crate::documents::{Card, Document, DocumentState};
use crate::ids::{DocumentId, SubmissionId};
use crate::index_numbers;
use crate::kinds::{KindDeclaration, Pairing};
use crate::pairing;
use crate::placements;
use crate::revisions::Revision;
use crate::stopped::Act;
use crate::tags::public_tags;
use crate::withdrawals;

/// What goes live.
pub(crate) struct GoLive<'a> {
    pub document: &'a Document,
    pub revision: &'a Revision,
    pub submission: Option<SubmissionId>,
    /// As the journal names who publishes.
    pub by: String,
    pub expire_at: Option<Time>,
    /// Whether this is an emergency that waits for its second signature.
    pub emergency: bool,
}

/// Makes the revision live. Gives the tags of every page that this makes stale.
pub(crate) async fn go_live(ctx: &Context, tx: &mut Tx, what: &GoLive<'_>) -> Act<Vec<String>> {
    let (document, revision) = (what.document, what.revision);
    ctx.column(document.column_id)?;
    let kind = ctx.kinds.get(&document.kind)?;
    let now = ctx.now();
    if !revision.is_intact() {
        return Err(Fault::new(format!("revision {} is not what was saved", revision.id)).into());
    }
    let mut tags = public_tags(tx, document).await?;
    store::end(tx, document.id, EndReason::Replaced, now).await?;
    let ids = (document.id, revision.id);
    store::begin(tx, ids, what.submission, (&what.by, now)).await?;
    withdrawals::store::lift_open(tx, document.id, now).await?;
    links::rewrite(tx, document.id, kind, &revision.content).await?;
    let user = (document.id, document.key.as_str(), document.unit_id);
    crate::media_uses::of_live(tx, user, &revision.content).await?;
    if kind.pairing == Pairing::Explains {
        pairing::keep(tx, revision, now).await?;
    }
    let shown = document.published_at.unwrap_or(now);
    let index_number = index_number(ctx, tx, document, kind, revision).await?;
    let replaced = links::is_replaced(tx, document.id).await?;
    let card = Card::of(&revision.content, kind, replaced);
    let state = if document.head_revision_id == revision.id {
        DocumentState::Published
    } else {
        document.state
    };
    let fields = fields![
        "live_revision_id" => revision.id, "card" => serde_json::json!(card),
        "state" => state.word(), "index_number" => index_number,
        "first_published_at" => document.first_published_at.unwrap_or(now),
        "published_at" => shown, "expires_at" => what.expire_at.or(document.expires_at),
        "emergency_open" => what.emergency || document.emergency_open, "updated_at" => now,
    ];
    tx.update("documents", document.id, fields).await?;
    // After the update: a card counts only live documents as replacing.
    links::mark_replaced(tx, document.id).await?;
    placements::store::set_live(tx, document.id, Some(shown)).await?;
    let placed = placements::store::of_document_in_tx(tx, document.id).await?;
    for placement in &placed {
        // A further column may have been closed meanwhile; the home column is open.
        let Some(column) = ctx.tree.column(placement.column_id) else { continue };
        let path = document.path_in(&column.path);
        addresses::store::claim(tx, ctx, (placement.site_id, &path), document.id).await?;
    }
    expiry::enqueue_lapse(tx, document.id, &card, now).await?;
    let live = crate::documents::store::lock(tx, document.id).await?;
    tags.extend(public_tags(tx, &live).await?);
    tags.sort_unstable();
    tags.dedup();
    Ok(tags)
}

/// Takes a live document down. Gives the tags of every page that this makes stale.
pub(crate) async fn take_down(
    tx: &mut Tx,
    document: &Document,
    reason: EndReason,
    now: Time,
) -> Result<Vec<String>, Fault> {
    let tags = public_tags(tx, document).await?;
    store::end(tx, document.id, reason, now).await?;
    let head_was_live = document.live_revision_id == Some(document.head_revision_id);
    let state = if head_was_live { DocumentState::Withdrawn } else { document.state };
    let fields = fields![
        "live_revision_id" => None::<i64>, "state" => state.word(), "expires_at" => None::<Time>,
        "updated_at" => now,
    ];
    tx.update("documents", document.id, fields).await?;
    placements::store::set_live(tx, document.id, None).await?;
    crate::media_uses::end_live(tx, document.id).await?;
    links::mark_replaced(tx, document.id).await?;
    Ok(tags)
}

/// 索引号: the one it has, or the next of its unit, class and year.
async fn index_number(
    ctx: &Context,
    tx: &mut Tx,
    document: &Document,
    kind: &KindDeclaration,
    revision: &Revision,
) -> Result<Option<String>, Fault> {
    if document.index_number.is_some() {
        return Ok(document.index_number.clone());
    }
    let Some(class) = kind.index_class.and_then(|field| revision.content.field(field)) else {
        return Ok(None);
    };
    let Some(unit) = ctx.tree.unit(document.unit_id) else {
        return Ok(None);
    };
    let year = ctx.now().year();
    let serial = index_numbers::store::next_serial(tx, unit.id, class, year).await?;
    Ok(Some(ctx.settings.index_pattern.number(&unit.code, class, year, serial)))
}

/// Keeps a job's payload and the document together.
pub(crate) fn document_payload(id: DocumentId) -> serde_json::Value {
    serde_json::json!({ "document": id })
}
