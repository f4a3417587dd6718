//! Going live together, and being withdrawn together.

use platform::{Actor, Fault, Tx};
use serde_json::json;

use super::store::approved_ids;
use super::waiting::{Waits, explained, names, waits_in_tx};
use crate::context::Context;
use crate::documents::store::{entry, lock, set_state};
use crate::documents::{Document, DocumentState};
use crate::ids::DocumentId;
use crate::kinds::Pairing;
use crate::publications::{EndReason, links, publish_approved, take_down};
use crate::revisions::{self, Revision};
use crate::stopped::Act;
use crate::submissions::{self, AnySubmission, Approved, Submission, SubmissionState};
use crate::withdrawals::{self, WithdrawForm};

type Ready = (Document, Submission<Approved>);

/// Publishes an approved submission together with those that belong to it, the policy first; or lets
/// it wait and says for what.
pub(crate) async fn publish_or_wait(
    ctx: &Context,
    tx: &mut Tx,
    document: &Document,
    approved: Submission<Approved>,
    actor: Actor,
) -> Act<Option<Waits>> {
    let revision = revisions::in_tx(tx, approved.facts.revision_id).await?;
    let partners = partners(ctx, tx, document, &revision).await?;
    let waits = waits_in_tx(ctx, tx, document, &revision).await?;
    if let Some(waits) = waits.filter(|_| partners.is_empty()) {
        hold(ctx, tx, document, &approved, (actor, waits)).await?;
        return Ok(Some(waits));
    }
    let explains = ctx.kinds.get(&document.kind)?.pairing == Pairing::Explains;
    let own = (document.clone(), approved);
    let mut all = Vec::with_capacity(partners.len() + 1);
    // An interpretation must find its policy live.
    if explains {
        all.extend(partners);
        all.push(own);
    } else {
        all.push(own);
        all.extend(partners);
    }
    for (document, approved) in all {
        publish_approved(ctx, tx, &document, approved, actor.clone()).await?;
    }
    Ok(None)
}

async fn hold(
    ctx: &Context,
    tx: &mut Tx,
    document: &Document,
    approved: &Submission<Approved>,
    (actor, waits): (Actor, Waits),
) -> Result<(), Fault> {
    submissions::store::set_state(tx, approved.facts.id, SubmissionState::Approved, None).await?;
    set_state(tx, document.id, DocumentState::Approved, ctx.now()).await?;
    let detail = json!({ "title": document.title, "for": waits.word() });
    tx.note(entry(actor, "document.waits", document).detail(detail));
    Ok(())
}

/// Approved and due documents that go out with this one.
async fn partners(
    ctx: &Context,
    tx: &mut Tx,
    document: &Document,
    revision: &Revision,
) -> Act<Vec<Ready>> {
    let mut found = Vec::new();
    match ctx.kinds.get(&document.kind)?.pairing {
        Pairing::None => {}
        Pairing::Explained => {
            for id in approved_ids(tx).await? {
                if let Some(ready) = ready(ctx, tx, id, Pairing::Explains).await? {
                    let revision = revisions::in_tx(tx, ready.1.facts.revision_id).await?;
                    if names(&revision, document) {
                        found.push(ready);
                    }
                }
            }
        }
        Pairing::Explains => {
            for policy in explained(tx, revision).await? {
                if !policy.is_live() {
                    found.extend(ready(ctx, tx, policy.id, Pairing::Explained).await?);
                }
            }
        }
    }
    Ok(found)
}

/// The document with its approved submission, if it has that part in the pairing and is due.
async fn ready(ctx: &Context, tx: &mut Tx, id: DocumentId, part: Pairing) -> Act<Option<Ready>> {
    let document = lock(tx, id).await?;
    if ctx.kinds.get(&document.kind)?.pairing != part || document.trashed_at.is_some() {
        return Ok(None);
    }
    let Some(AnySubmission::Approved(approved)) = submissions::store::newest(tx, id).await? else {
        return Ok(None);
    };
    let due = approved.facts.publish_at.is_none_or(|at| at <= ctx.now());
    Ok(due.then_some((document, approved)))
}

/// Withdraws what explains a document along with it, for the same reason and with the same outcome.
pub(crate) async fn withdraw_interpretations(
    ctx: &Context,
    tx: &mut Tx,
    policy: DocumentId,
    form: &WithdrawForm,
    actor: &Actor,
) -> Act<()> {
    let now = ctx.now();
    for id in links::interpretation_ids(tx, policy).await? {
        let document = lock(tx, id).await?;
        let tags = take_down(tx, &document, EndReason::Withdrawn, now).await?;
        withdrawals::store::insert(tx, document.id, form, (actor, now)).await?;
        let detail = json!({
            "title": document.title, "reason": form.reason, "outcome": form.outcome.word(),
            "with": policy,
        });
        let entry = entry(actor.clone(), "document.withdrawn", &document);
        tx.note(entry.detail(detail).tags(tags));
    }
    Ok(())
}
