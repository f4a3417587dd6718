//! The emergencies' SQL: they are submissions that went out before their signatures.

use platform::jobs::{Job, Priority};
use platform::{Actor, Db, Fault, Time, Tx, fields, params};
use serde_json::json;
use structure::{AccountId, Scope};

use crate::context::Context;
use crate::documents::store::{SELECT, entry, lock};
use crate::documents::{Document, DocumentState};
use crate::ids::{DocumentId, RevisionId, SubmissionId};
use crate::publications::{GoLive, go_live};
use crate::referrals;
use crate::revisions::{self, Revision};
use crate::stopped::Act;
use crate::submissions::{
    self, AnySubmission, Emergency, EmergencyRefusal, InReview, Submission, SubmissionState,
    SubmitForm,
};

/// Documents whose emergency publication waits for its second signature, within a scope.
pub async fn open(db: &Db, scope: &Scope) -> Result<Vec<Document>, Fault> {
    let mut params = params![];
    let condition = scope.condition("unit_id", "column_id", &mut params);
    let sql = format!("{SELECT} WHERE emergency_open = 1 AND {condition} ORDER BY updated_at");
    db.all(sql, params).await
}

/// Publishes the newest revision at once, before its reviews are complete.
pub async fn publish_in_emergency(
    ctx: &Context,
    by: AccountId,
    (id, seen): (DocumentId, RevisionId),
    reason: &str,
) -> Act<i64> {
    let now = ctx.now();
    let actor = Actor::Account(by.0);
    let mut tx = ctx.db.begin().await?;
    let document = lock(&mut tx, id).await?;
    check(&document, seen)?;
    if referrals::is_held_secret(&mut tx, id).await? {
        return Err(EmergencyRefusal::Secret.into());
    }
    let revision = revisions::in_tx(&mut tx, document.head_revision_id).await?;
    let problems = ctx.kinds.get(&document.kind)?.submission_problems(&revision.content);
    if !problems.is_empty() {
        return Err(problems.into());
    }
    let due = now.plus_seconds(ctx.settings.emergency_hours.saturating_mul(3_600));
    let emergency = Emergency { reason: reason.trim().to_owned(), by, at: now, due, signed: None };
    let waiting = waiting(&mut tx, ctx, (&document, &revision), &actor).await?;
    let published = waiting.publish_in_emergency(emergency)?;
    let submission = published.facts.id;
    let fields = fields![
        "state" => SubmissionState::Published.word(), "next_step" => None::<String>,
        "emergency_reason" => reason.trim(), "emergency_by" => by, "emergency_at" => now,
        "emergency_due" => due,
    ];
    tx.update("submissions", submission, fields).await?;
    let what = GoLive {
        document: &document,
        revision: &revision,
        submission: Some(submission),
        by: actor.store(),
        expire_at: published.facts.expire_at,
        emergency: true,
    };
    let tags = go_live(ctx, &mut tx, &what).await?;
    let job =
        Job::new("emergency_overdue", Priority::Scheduled, json!({ "submission": submission }));
    tx.enqueue(job.at(due).unique(format!("emergency-{submission}"))).await?;
    let entry = entry(actor, "document.published", &document)
        .detail(json!({
            "title": revision.content.title, "number": revision.number,
            "digest": revision.digest, "emergency": reason.trim(), "due": due.minute(),
        }))
        .tags(tags);
    Ok(tx.commit(entry).await?)
}

fn check(document: &Document, seen: RevisionId) -> Result<(), EmergencyRefusal> {
    if document.trashed_at.is_some() {
        return Err(EmergencyRefusal::Trashed);
    }
    if document.live_revision_id == Some(document.head_revision_id) {
        return Err(EmergencyRefusal::NothingNew);
    }
    if document.state == DocumentState::Referred {
        return Err(EmergencyRefusal::Referred);
    }
    if document.head_revision_id != seen {
        return Err(EmergencyRefusal::DigestChanged);
    }
    Ok(())
}

/// The submission under way, or a new one for what was never submitted.
async fn waiting(
    tx: &mut Tx,
    ctx: &Context,
    (document, revision): (&Document, &Revision),
    actor: &Actor,
) -> Act<Submission<InReview>> {
    let newest = submissions::store::newest(tx, document.id).await?;
    if let Some(AnySubmission::InReview(submission)) = newest {
        return Ok(submission);
    }
    if let Some(AnySubmission::Approved(_)) = newest {
        // Every signature is there: that is no emergency, only a publication.
        return Err(EmergencyRefusal::NothingNew.into());
    }
    let form = SubmitForm {
        document_id: document.id,
        revision_id: revision.id,
        note: String::new(),
        publish_at: None,
        expire_at: None,
    };
    submissions::store::begin(tx, ctx, (document, revision), actor, &form).await
}

/// Gives the second signature over what is live.
pub async fn sign_emergency(
    ctx: &Context,
    signer: AccountId,
    id: SubmissionId,
    digest: &str,
) -> Act<i64> {
    let now = ctx.now();
    let mut tx = ctx.db.begin().await?;
    let record = submissions::store::record(&mut tx, id).await?;
    let record = record.ok_or(EmergencyRefusal::NotOpen)?;
    let document = lock(&mut tx, record.document_id).await?;
    let record = submissions::store::record(&mut tx, id).await?;
    let record = record.ok_or(EmergencyRefusal::NotOpen)?;
    let AnySubmission::Published(published) = submissions::store::typed(&mut tx, record).await?
    else {
        return Err(EmergencyRefusal::NotOpen.into());
    };
    published.sign_emergency(signer, digest, now)?;
    let fields = fields!["emergency_signed_by" => signer, "emergency_signed_at" => now];
    tx.update("submissions", id, fields).await?;
    let open = "SELECT COUNT(*) FROM submissions WHERE document_id = $1 \
                AND emergency_reason IS NOT NULL AND emergency_signed_at IS NULL";
    let still_open = tx.count(open, params![document.id]).await? > 0;
    let fields = fields!["emergency_open" => still_open, "updated_at" => now];
    tx.update("documents", document.id, fields).await?;
    let entry = entry(Actor::Account(signer.0), "emergency.signed", &document)
        .detail(json!({ "title": document.title, "digest": digest }));
    Ok(tx.commit(entry).await?)
}

/// The timer's work: notes that the second signature is late, once. May run twice.
pub async fn emergency_overdue(ctx: &Context, id: SubmissionId) -> Act<()> {
    let mut tx = ctx.db.begin().await?;
    let Some(record) = submissions::store::record(&mut tx, id).await? else {
        return Ok(());
    };
    let document = lock(&mut tx, record.document_id).await?;
    let late = |due: Time| due <= ctx.now();
    let open = record.emergency().is_some_and(|it| it.signed.is_none() && late(it.due));
    if !open {
        return Ok(());
    }
    // The entry is the escalation: followers tell people from it.
    let fields = fields!["updated_at" => ctx.now()];
    tx.update("documents", document.id, fields).await?;
    let entry = entry(Actor::System, "emergency.overdue", &document)
        .detail(json!({ "title": document.title, "due": record.emergency_due.map(Time::minute) }));
    tx.commit(entry).await?;
    Ok(())
}
