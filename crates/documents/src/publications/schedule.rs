//! Publication at its time: a timer only carries out what every signature has approved.

use platform::jobs::{Job, Priority};
use platform::{Actor, Fault, Time, Tx, fields};
use serde_json::json;

use super::go_live::{GoLive, document_payload, go_live};
use super::model::PublishRefusal;
use crate::context::Context;
use crate::documents::store::{entry, lock, set_state};
use crate::documents::{Document, DocumentState};
use crate::ids::{DocumentId, SubmissionId};
use crate::pairing::{Waits, publish_or_wait};
use crate::revisions;
use crate::stopped::Act;
use crate::submissions::{self, AnySubmission, Approved, Submission, SubmissionState};

/// Publishes an approved submission within the caller's transaction and notes it in the journal.
pub(crate) async fn publish_approved(
    ctx: &Context,
    tx: &mut Tx,
    document: &Document,
    approved: Submission<Approved>,
    actor: Actor,
) -> Act<()> {
    let revision = revisions::in_tx(tx, approved.facts.revision_id).await?;
    let expire_at = approved.facts.expire_at;
    let published = approved.publish();
    let id = published.facts.id;
    let what = GoLive {
        document,
        revision: &revision,
        submission: Some(id),
        by: actor.store(),
        expire_at,
        emergency: false,
    };
    let tags = go_live(ctx, tx, &what).await?;
    submissions::store::set_state(tx, id, SubmissionState::Published, None).await?;
    if let Some(expire_at) = expire_at {
        enqueue_expiry(tx, document.id, expire_at).await?;
    }
    tx.note(entry(actor, "document.published", document).detail(detail(&revision)).tags(tags));
    Ok(())
}

fn detail(revision: &revisions::Revision) -> serde_json::Value {
    json!({ "title": revision.content.title, "number": revision.number, "digest": revision.digest })
}

/// Lets an approved submission wait for its time.
pub(crate) async fn schedule_approved(
    tx: &mut Tx,
    document: &Document,
    approved: &Submission<Approved>,
    (actor, at, now): (Actor, Time, Time),
) -> Result<(), Fault> {
    let id = approved.facts.id;
    submissions::store::set_state(tx, id, SubmissionState::Approved, None).await?;
    set_state(tx, document.id, DocumentState::Scheduled, now).await?;
    enqueue_publication(tx, id, at).await?;
    let entry = entry(actor, "document.scheduled", document)
        .detail(json!({ "title": document.title, "at": at.minute() }));
    tx.note(entry);
    Ok(())
}

async fn enqueue_publication(tx: &mut Tx, id: SubmissionId, at: Time) -> Result<(), Fault> {
    let job = Job::new("publish_due", Priority::Scheduled, json!({ "submission": id }));
    tx.enqueue(job.at(at).unique(format!("publish-{id}-{}", at.0))).await
}

async fn enqueue_expiry(tx: &mut Tx, id: DocumentId, at: Time) -> Result<(), Fault> {
    let job = Job::new("expire_due", Priority::Scheduled, document_payload(id));
    tx.enqueue(job.at(at).unique(format!("expire-{id}-{}", at.0))).await
}

/// The document with its approved submission.
async fn approved_of(tx: &mut Tx, id: DocumentId) -> Act<(Document, Submission<Approved>)> {
    let document = lock(tx, id).await?;
    if document.trashed_at.is_some() {
        return Err(PublishRefusal::Trashed.into());
    }
    match submissions::store::newest(tx, id).await? {
        Some(AnySubmission::Approved(approved)) => Ok((document, approved)),
        _ => Err(PublishRefusal::NotApproved.into()),
    }
}

/// Publishes an approved revision at once.
pub async fn publish_now(ctx: &Context, actor: Actor, id: DocumentId) -> Act<i64> {
    let mut tx = ctx.db.begin().await?;
    let (document, approved) = approved_of(&mut tx, id).await?;
    match publish_or_wait(ctx, &mut tx, &document, approved, actor).await? {
        None => Ok(tx.commit_noted().await?),
        Some(Waits::ForInterpretation) => Err(PublishRefusal::InterpretationMissing.into()),
        Some(Waits::ForPolicy) => Err(PublishRefusal::PolicyNotLive.into()),
    }
}

/// Gives an approved revision a time of publication, or another one.
pub async fn reschedule(ctx: &Context, actor: Actor, id: DocumentId, at: Time) -> Act<i64> {
    let now = ctx.now();
    if at <= now {
        return Err(PublishRefusal::TimePast.into());
    }
    let mut tx = ctx.db.begin().await?;
    let (document, approved) = approved_of(&mut tx, id).await?;
    if approved.facts.expire_at.is_some_and(|expiry| expiry <= at) {
        return Err(PublishRefusal::ExpiryBeforePublication.into());
    }
    let fields = fields!["publish_at" => at];
    tx.update("submissions", approved.facts.id, fields).await?;
    schedule_approved(&mut tx, &document, &approved, (actor, at, now)).await?;
    Ok(tx.commit_noted().await?)
}

/// Takes the time of publication away; the revision stays approved and waits for a person.
pub async fn unschedule(ctx: &Context, actor: Actor, id: DocumentId) -> Act<i64> {
    let mut tx = ctx.db.begin().await?;
    let (document, approved) = approved_of(&mut tx, id).await?;
    let fields = fields!["publish_at" => None::<Time>];
    tx.update("submissions", approved.facts.id, fields).await?;
    set_state(&mut tx, id, DocumentState::Approved, ctx.now()).await?;
    let entry =
        entry(actor, "document.unscheduled", &document).detail(json!({ "title": document.title }));
    Ok(tx.commit(entry).await?)
}

/// Sets or clears the time when a live document is taken down.
pub async fn set_expiry(ctx: &Context, actor: Actor, id: DocumentId, at: Option<Time>) -> Act<i64> {
    let now = ctx.now();
    if at.is_some_and(|at| at <= now) {
        return Err(PublishRefusal::TimePast.into());
    }
    let mut tx = ctx.db.begin().await?;
    let document = lock(&mut tx, id).await?;
    if !document.is_live() {
        return Err(crate::documents::DocumentRefusal::NotLive.into());
    }
    tx.update("documents", id, fields!["expires_at" => at, "updated_at" => now]).await?;
    if let Some(at) = at {
        enqueue_expiry(&mut tx, id, at).await?;
    }
    let entry = entry(actor, "document.expiry_set", &document)
        .detail(json!({ "title": document.title, "at": at.map(Time::minute) }));
    Ok(tx.commit(entry).await?)
}

/// The timer's work: publishes what is approved and due, and nothing else. May run twice.
pub async fn publish_due(ctx: &Context, id: SubmissionId) -> Act<()> {
    let mut tx = ctx.db.begin().await?;
    let Some(record) = submissions::store::record(&mut tx, id).await? else {
        return Ok(());
    };
    let document = lock(&mut tx, record.document_id).await?;
    let due = record.publish_at.is_some_and(|at| at <= ctx.now());
    let scheduled = document.state == DocumentState::Scheduled && document.trashed_at.is_none();
    let any = submissions::store::typed(&mut tx, record).await?;
    let AnySubmission::Approved(approved) = any else {
        return Ok(());
    };
    if !due || !scheduled {
        return Ok(());
    }
    publish_or_wait(ctx, &mut tx, &document, approved, Actor::System).await?;
    tx.commit_noted().await?;
    Ok(())
}
