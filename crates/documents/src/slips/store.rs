//! Gathers a slip from the tables of its nouns.

use platform::{Db, Fault};
use serde::Serialize;

use crate::documents::{self, Document};
use crate::ids::SubmissionId;
use crate::publications::{self, Publication};
use crate::referrals::{self, Referral};
use crate::reviews::{self, Review, ReviewStep};
use crate::revisions::{self, Revision};
use crate::submissions::{self, SubmissionRecord};

/// Everything on a slip.
#[derive(Clone, Debug, Serialize)]
pub struct Slip {
    /// The document.
    pub document: Document,
    /// The revision that was submitted.
    pub revision: Revision,
    /// The submission.
    pub submission: SubmissionRecord,
    /// Every step of the chain with what was done in it.
    pub steps: Vec<SlipStep>,
    /// What the secrecy bureau was asked and answered.
    pub referrals: Vec<Referral>,
    /// The publication it led to.
    pub publication: Option<Publication>,
}

/// A step of the chain on a slip.
#[derive(Clone, Debug, Serialize)]
pub struct SlipStep {
    /// The step.
    pub step: ReviewStep,
    /// What was done in it, in order: a doubt may come before the signature.
    pub reviews: Vec<Review>,
}

/// The slip of a submission.
pub async fn slip(db: &Db, id: SubmissionId) -> Result<Option<Slip>, Fault> {
    let Some(submission) = submissions::by_id(db, id).await? else {
        return Ok(None);
    };
    let Some(document) = documents::by_id(db, submission.document_id).await? else {
        return Ok(None);
    };
    let Some(revision) = revisions::by_id(db, submission.revision_id).await? else {
        return Ok(None);
    };
    let reviews = reviews::of_submission(db, id).await?;
    let steps = submission
        .chain
        .steps()
        .iter()
        .map(|step| SlipStep {
            step: *step,
            reviews: reviews.iter().filter(|review| review.step == *step).cloned().collect(),
        })
        .collect();
    let publications = publications::of_document(db, document.id).await?;
    let publication = publications.into_iter().find(|it| it.submission_id == Some(id));
    let referrals = referrals::of_submission(db, id).await?;
    Ok(Some(Slip { document, revision, submission, steps, referrals, publication }))
}
