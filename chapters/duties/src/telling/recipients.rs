//! Whom something about a document concerns.

use std::collections::BTreeSet;

use documents::documents::Document;
use documents::reviews::{self, ReviewStep, Verdict};
use documents::submissions::SubmissionRecord;
use platform::{Db, Fault};
use structure::holders::holders;
use structure::{AccountId, App};

/// Everybody who may sign a step of a submission now: they hold the right, it is not their own work,
/// and they have signed no other step of it.
pub async fn signers(
    app: &App,
    document: &Document,
    record: &SubmissionRecord,
    step: ReviewStep,
) -> Result<Vec<AccountId>, Fault> {
    let own: BTreeSet<AccountId> = authors(record).into_iter().collect();
    let signed = signed(&app.db, record).await?;
    let mut found = holders(app, step.right(), document.unit_id, document.column_id).await?;
    found.retain(|id| !own.contains(id) && !signed.contains(id));
    Ok(found)
}

async fn signed(db: &Db, record: &SubmissionRecord) -> Result<BTreeSet<AccountId>, Fault> {
    let reviews = reviews::of_submission(db, record.id).await?;
    let passed = reviews.iter().filter(|one| one.verdict == Verdict::Passed);
    Ok(passed.map(|one| one.reviewer_id).collect())
}

/// Who wrote and who submitted it.
pub fn authors(record: &SubmissionRecord) -> Vec<AccountId> {
    let all: BTreeSet<AccountId> =
        record.authors.iter().copied().chain(record.submitter_id).collect();
    all.into_iter().collect()
}
