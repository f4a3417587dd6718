//! The reviews' SQL, and the act of reviewing.

use platform::{Actor, Db, Fault, Tx, fields, params};
use serde_json::json;
use structure::AccountId;

use super::model::{Review, ReviewStep, Verdict};
use crate::context::Context;
use crate::documents::store::{entry, lock, set_state as set_document_state};
use crate::documents::{Document, DocumentState};
use crate::ids::{ReferralId, ReviewId, SubmissionId};
use crate::pairing::{Waits, publish_or_wait};
use crate::publications::schedule_approved;
use crate::revisions;
use crate::stopped::Act;
use crate::submissions::{
    self, AnySubmission, Facts, InReview, SignRefusal, Signed, Submission, SubmissionState,
};

const SELECT: &str = "SELECT id, submission_id, document_id, revision_id, step, reviewer_id, \
                      verdict, comment, digest, signed_at FROM reviews";

/// What a reviewer fills in.
#[derive(Clone, Debug)]
pub struct ReviewForm {
    /// The submission.
    pub submission_id: SubmissionId,
    /// The step that the reviewer means to sign.
    pub step: ReviewStep,
    /// What they found.
    pub verdict: Verdict,
    /// What they say.
    pub comment: String,
    /// The digest of what they read.
    pub digest: String,
}

/// What a review led to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ReviewOutcome {
    /// This step is next.
    Next(ReviewStep),
    /// It went out with this signature.
    Published,
    /// It waits for its time.
    Scheduled,
    /// It waits for its interpretation, or for its policy.
    Waits(Waits),
    /// It was sent back.
    Returned,
    /// The secrecy bureau has it.
    Referred,
}

/// All reviews of a submission in order of time.
pub async fn of_submission(db: &Db, id: SubmissionId) -> Result<Vec<Review>, Fault> {
    let sql = format!("{SELECT} WHERE submission_id = $1 ORDER BY signed_at, id");
    db.all(sql, params![id]).await
}

pub(crate) async fn in_tx(tx: &mut Tx, id: SubmissionId) -> Result<Vec<Review>, Fault> {
    let sql = format!("{SELECT} WHERE submission_id = $1 ORDER BY signed_at, id");
    tx.all(sql, params![id]).await
}

/// One reviewer's act on the step that is due. The room has checked the right.
pub async fn review(
    ctx: &Context,
    reviewer: AccountId,
    form: &ReviewForm,
) -> Act<(ReviewOutcome, i64)> {
    let mut tx = ctx.db.begin().await?;
    let record = submissions::store::record(&mut tx, form.submission_id).await?;
    let record = record.ok_or(SignRefusal::NotInReview)?;
    let document = lock(&mut tx, record.document_id).await?;
    // Again, now that nobody else can act on the document.
    let record = submissions::store::record(&mut tx, form.submission_id).await?;
    let record = record.ok_or(SignRefusal::NotInReview)?;
    let AnySubmission::InReview(submission) = submissions::store::typed(&mut tx, record).await?
    else {
        return Err(SignRefusal::NotInReview.into());
    };
    let revision = revisions::in_tx(&mut tx, submission.facts.revision_id).await?;
    if !revision.is_intact() {
        return Err(SignRefusal::DigestChanged.into());
    }
    let act = Reviewing { ctx, document: &document, reviewer, form };
    let outcome = match form.verdict {
        Verdict::Passed => act.pass(&mut tx, submission).await?,
        Verdict::Returned => act.send_back(&mut tx, submission).await?,
        Verdict::Doubtful => act.doubt(&mut tx, submission).await?,
    };
    Ok((outcome, tx.commit_noted().await?))
}

/// The values of one review, shared by its three verdicts.
struct Reviewing<'a> {
    ctx: &'a Context,
    document: &'a Document,
    reviewer: AccountId,
    form: &'a ReviewForm,
}

impl Reviewing<'_> {
    fn actor(&self) -> Actor {
        Actor::Account(self.reviewer.0)
    }

    async fn pass(&self, tx: &mut Tx, submission: Submission<InReview>) -> Act<ReviewOutcome> {
        let (form, now) = (self.form, self.ctx.now());
        let signed = submission.sign(form.step, self.reviewer, &form.digest, now)?;
        match signed {
            Signed::Further(next) => {
                self.insert(tx, &next.facts).await?;
                let due = next.due_step().unwrap_or(ReviewStep::Confidentiality);
                let id = next.facts.id;
                submissions::store::set_state(tx, id, SubmissionState::InReview, Some(due)).await?;
                set_document_state(tx, self.document.id, DocumentState::InReview, now).await?;
                self.note(tx, "review.passed");
                Ok(ReviewOutcome::Next(due))
            }
            Signed::Complete(approved) => {
                self.insert(tx, &approved.facts).await?;
                self.note(tx, "review.passed");
                if let Some(at) = approved.facts.publish_at.filter(|at| *at > now) {
                    let when = (self.actor(), at, now);
                    schedule_approved(tx, self.document, &approved, when).await?;
                    return Ok(ReviewOutcome::Scheduled);
                }
                let actor = self.actor();
                let waits = publish_or_wait(self.ctx, tx, self.document, approved, actor).await?;
                Ok(waits.map_or(ReviewOutcome::Published, ReviewOutcome::Waits))
            }
        }
    }

    async fn send_back(&self, tx: &mut Tx, submission: Submission<InReview>) -> Act<ReviewOutcome> {
        let form = self.form;
        let returned =
            submission.send_back(form.step, self.reviewer, &form.digest, &form.comment)?;
        self.insert(tx, &returned.facts).await?;
        let id = returned.facts.id;
        submissions::store::set_state(tx, id, SubmissionState::Returned, None).await?;
        let now = self.ctx.now();
        set_document_state(tx, self.document.id, DocumentState::Returned, now).await?;
        self.note(tx, "review.returned");
        Ok(ReviewOutcome::Returned)
    }

    async fn doubt(&self, tx: &mut Tx, submission: Submission<InReview>) -> Act<ReviewOutcome> {
        let (form, now) = (self.form, self.ctx.now());
        let referred = submission.refer(form.step, self.reviewer, &form.digest, &form.comment)?;
        self.insert(tx, &referred.facts).await?;
        let referral = ReferralId(self.ctx.db.next_id());
        tx.insert(
            "referrals",
            fields![
                "id" => referral, "submission_id" => referred.facts.id,
                "document_id" => self.document.id, "referred_by" => self.reviewer,
                "referred_at" => now, "reason" => form.comment.as_str(), "comment" => "",
            ],
        )
        .await?;
        let id = referred.facts.id;
        submissions::store::set_state(tx, id, SubmissionState::Referred, None).await?;
        set_document_state(tx, self.document.id, DocumentState::Referred, now).await?;
        self.note(tx, "review.doubtful");
        Ok(ReviewOutcome::Referred)
    }

    async fn insert(&self, tx: &mut Tx, facts: &Facts) -> Result<(), Fault> {
        let id = ReviewId(self.ctx.db.next_id());
        tx.insert(
            "reviews",
            fields![
                "id" => id, "submission_id" => facts.id, "document_id" => facts.document_id,
                "revision_id" => facts.revision_id, "step" => self.form.step.word(),
                "reviewer_id" => self.reviewer, "verdict" => self.form.verdict.word(),
                "comment" => self.form.comment.as_str(), "digest" => facts.digest.as_str(),
                "signed_at" => self.ctx.now(),
            ],
        )
        .await
    }

    fn note(&self, tx: &mut Tx, verb: &'static str) {
        let entry = entry(self.actor(), verb, self.document).detail(json!({
            "title": self.document.title, "step": self.form.step.word(),
            "digest": self.form.digest, "comment": self.form.comment,
        }));
        tx.note(entry);
    }
}
