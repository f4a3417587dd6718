//! The submissions' SQL.

use platform::{Actor, Db, Entry, Fault, FaultContext, Time, Tx, fields, params};
use serde_json::json;

use super::chain::Chain;
use super::model::{Facts, InReview, Submission};
use super::record::{AnySubmission, SubmissionRecord, SubmissionState};
use super::refusal::{RecallRefusal, SubmitRefusal};
use crate::context::Context;
use crate::documents::store::{account_of, entry, lock, set_state as set_document_state};
use crate::documents::{Document, DocumentState};
use crate::ids::{DocumentId, RevisionId, SubmissionId};
use crate::reviews;
use crate::revisions::{self, Revision};
use crate::stopped::Act;

const SELECT: &str = "SELECT s.id AS id, s.document_id AS document_id, \
     s.revision_id AS revision_id, r.digest AS digest, s.submitter_id AS submitter_id, \
     s.authors AS authors, s.submitted_at AS submitted_at, s.chain AS chain, \
     s.next_step AS next_step, s.state AS state, s.note AS note, s.publish_at AS publish_at, \
     s.expire_at AS expire_at, s.emergency_reason AS emergency_reason, \
     s.emergency_by AS emergency_by, s.emergency_at AS emergency_at, \
     s.emergency_due AS emergency_due, s.emergency_signed_by AS emergency_signed_by, \
     s.emergency_signed_at AS emergency_signed_at \
     FROM submissions s JOIN revisions r ON r.id = s.revision_id";

/// What a clerk fills in when submitting.
#[derive(Clone, Debug)]
pub struct SubmitForm {
    /// The document.
    pub document_id: DocumentId,
    /// The revision that the clerk saw.
    pub revision_id: RevisionId,
    /// What reviewers should know.
    pub note: String,
    /// Not to be published before.
    pub publish_at: Option<Time>,
    /// To be taken down then.
    pub expire_at: Option<Time>,
}

/// A submission.
pub async fn by_id(db: &Db, id: SubmissionId) -> Result<Option<SubmissionRecord>, Fault> {
    db.opt(format!("{SELECT} WHERE s.id = $1"), params![id]).await
}

/// All submissions of a document, newest first.
pub async fn of_document(db: &Db, id: DocumentId) -> Result<Vec<SubmissionRecord>, Fault> {
    let sql = format!("{SELECT} WHERE s.document_id = $1 ORDER BY s.submitted_at DESC, s.id DESC");
    db.all(sql, params![id]).await
}

/// The newest submission of a document.
pub async fn newest_of_document(
    db: &Db,
    id: DocumentId,
) -> Result<Option<SubmissionRecord>, Fault> {
    Ok(of_document(db, id).await?.into_iter().next())
}

/// A submission's row, within a transaction.
pub(crate) async fn record(
    tx: &mut Tx,
    id: SubmissionId,
) -> Result<Option<SubmissionRecord>, Fault> {
    tx.opt(format!("{SELECT} WHERE s.id = $1"), params![id]).await
}

/// The row as a type, with its reviews.
pub(crate) async fn typed(tx: &mut Tx, record: SubmissionRecord) -> Result<AnySubmission, Fault> {
    let id = record.id;
    let reviews = reviews::store::in_tx(tx, id).await?;
    record.any(&reviews).doing(format!("read submission {id}"))
}

/// The newest submission of a document, as a type.
pub(crate) async fn newest(tx: &mut Tx, id: DocumentId) -> Result<Option<AnySubmission>, Fault> {
    let sql = format!(
        "{SELECT} WHERE s.document_id = $1 ORDER BY s.submitted_at DESC, s.id DESC LIMIT 1"
    );
    let record: Option<SubmissionRecord> = tx.opt(sql, params![id]).await?;
    match record {
        Some(record) => Ok(Some(typed(tx, record).await?)),
        None => Ok(None),
    }
}

/// Writes where a submission stands and which step is due.
pub(crate) async fn set_state(
    tx: &mut Tx,
    id: SubmissionId,
    state: SubmissionState,
    next_step: Option<reviews::ReviewStep>,
) -> Result<(), Fault> {
    let next = next_step.map(reviews::ReviewStep::word);
    tx.update("submissions", id, fields!["state" => state.word(), "next_step" => next]).await
}

/// Begins a submission of a revision, no step passed.
pub(crate) async fn begin(
    tx: &mut Tx,
    ctx: &Context,
    (document, revision): (&Document, &Revision),
    actor: &Actor,
    form: &SubmitForm,
) -> Act<Submission<InReview>> {
    let column = ctx.tree.column(document.column_id).filter(|column| column.is_open());
    let column = column.ok_or(SubmitRefusal::ColumnClosed)?;
    let chain = Chain::of_column(column.review_steps);
    let live = document.live_revision_id;
    let authors = revisions::authors_since_live(tx, document.id, live, revision.id).await?;
    let submission = Submission::new(Facts {
        id: SubmissionId(ctx.db.next_id()),
        document_id: document.id,
        revision_id: revision.id,
        digest: revision.digest.clone(),
        submitter: account_of(actor),
        authors: authors.iter().copied().collect(),
        chain,
        publish_at: form.publish_at,
        expire_at: form.expire_at,
    });
    let facts = &submission.facts;
    tx.insert(
        "submissions",
        fields![
            "id" => facts.id, "document_id" => document.id, "revision_id" => revision.id,
            "submitter_id" => facts.submitter, "authors" => json!(authors),
            "submitted_at" => ctx.now(), "chain" => json!(facts.chain),
            "next_step" => submission.due_step().map(reviews::ReviewStep::word),
            "state" => SubmissionState::InReview.word(), "note" => form.note.as_str(),
            "publish_at" => form.publish_at, "expire_at" => form.expire_at,
        ],
    )
    .await?;
    Ok(submission)
}

/// Sends the newest revision into the chain of its column.
pub async fn submit(ctx: &Context, actor: Actor, form: &SubmitForm) -> Act<(SubmissionId, i64)> {
    let now = ctx.now();
    let mut tx = ctx.db.begin().await?;
    let document = lock(&mut tx, form.document_id).await?;
    check(&document, form, now)?;
    let revision = revisions::in_tx(&mut tx, document.head_revision_id).await?;
    let problems = ctx.kinds.get(&document.kind)?.submission_problems(&revision.content);
    if !problems.is_empty() {
        return Err(problems.into());
    }
    let submission = begin(&mut tx, ctx, (&document, &revision), &actor, form).await?;
    set_document_state(&mut tx, document.id, DocumentState::InReview, now).await?;
    let id = submission.facts.id;
    let entry = entry(actor, "document.submitted", &document).detail(json!({
        "title": document.title, "number": revision.number, "digest": revision.digest,
        "chain": submission.facts.chain, "publish_at": form.publish_at.map(Time::minute),
    }));
    Ok((id, tx.commit(entry).await?))
}

fn check(document: &Document, form: &SubmitForm, now: Time) -> Result<(), SubmitRefusal> {
    if document.trashed_at.is_some() {
        return Err(SubmitRefusal::Trashed);
    }
    if document.state.is_under_way() {
        return Err(SubmitRefusal::UnderWay);
    }
    if document.live_revision_id == Some(document.head_revision_id) {
        return Err(SubmitRefusal::NothingNew);
    }
    if document.head_revision_id != form.revision_id {
        return Err(SubmitRefusal::Changed);
    }
    if form.publish_at.is_some_and(|at| at <= now) || form.expire_at.is_some_and(|at| at <= now) {
        return Err(SubmitRefusal::TimePast);
    }
    let publish_at = form.publish_at.unwrap_or(now);
    if form.expire_at.is_some_and(|at| at <= publish_at) {
        return Err(SubmitRefusal::ExpiryBeforePublication);
    }
    Ok(())
}

/// Takes a submission back, whether reviewers still read it or it waits for its time.
pub async fn recall(ctx: &Context, actor: Actor, id: DocumentId) -> Act<i64> {
    let by = account_of(&actor).ok_or(RecallRefusal::NotYours)?;
    let mut tx = ctx.db.begin().await?;
    let document = lock(&mut tx, id).await?;
    let recalled = match newest(&mut tx, id).await? {
        Some(AnySubmission::InReview(submission)) => submission.recall(by)?,
        Some(AnySubmission::Approved(submission)) => submission.recall(by)?,
        Some(AnySubmission::Referred(_)) => return Err(RecallRefusal::Referred.into()),
        _ => return Err(RecallRefusal::Over.into()),
    };
    set_state(&mut tx, recalled.facts.id, SubmissionState::Recalled, None).await?;
    set_document_state(&mut tx, id, DocumentState::Draft, ctx.now()).await?;
    let entry: Entry =
        entry(actor, "document.recalled", &document).detail(json!({ "title": document.title }));
    Ok(tx.commit(entry).await?)
}
