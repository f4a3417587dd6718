//! The claims' SQL.

use std::collections::HashMap;

use platform::{Actor, Db, Fault, Time, Tx, fields, params};
use serde::Deserialize;
use serde_json::json;
use structure::AccountId;

use super::model::{Claim, ClaimRefusal, MOST_DAYS, due_of};
use crate::context::Context;
use crate::documents::store::{entry, lock};
use crate::ids::{ClaimId, SubmissionId};
use crate::reviews::ReviewStep;
use crate::stopped::Act;
use crate::submissions::{self, AnySubmission, SignRefusal};

const SELECT: &str =
    "SELECT id, submission_id, step, account_id, claimed_at, due_at, released_at FROM claims";

/// The claims in force on these submissions. A claim on a step that was signed since is over.
pub async fn of_submissions(db: &Db, ids: &[SubmissionId]) -> Result<Vec<Claim>, Fault> {
    let ids = platform::db::id_list(ids.iter().map(|id| id.0));
    let sql = format!("{SELECT} WHERE submission_id @in($1) AND released_at IS NULL");
    db.all(sql, params![ids]).await
}

/// When the step that is due began: with the last signature, if there is one.
pub async fn last_signatures(
    db: &Db,
    ids: &[SubmissionId],
) -> Result<HashMap<SubmissionId, Time>, Fault> {
    #[derive(Deserialize)]
    struct Last {
        submission_id: SubmissionId,
        signed_at: Time,
    }
    let ids = platform::db::id_list(ids.iter().map(|id| id.0));
    let sql = "SELECT submission_id, MAX(signed_at) AS signed_at FROM reviews \
               WHERE submission_id @in($1) AND verdict = 'passed' GROUP BY submission_id";
    let rows: Vec<Last> = db.all(sql, params![ids]).await?;
    Ok(rows.into_iter().map(|row| (row.submission_id, row.signed_at)).collect())
}

async fn open_in(tx: &mut Tx, id: SubmissionId, step: ReviewStep) -> Result<Option<Claim>, Fault> {
    let sql = format!("{SELECT} WHERE submission_id = $1 AND step = $2 AND released_at IS NULL");
    tx.opt(sql, params![id, step.word()]).await
}

/// Takes the step that is due into one's hands, also out of a colleague's. Only who may sign it.
pub async fn claim(
    ctx: &Context,
    who: AccountId,
    (id, step): (SubmissionId, ReviewStep),
    due: Option<Time>,
) -> Act<i64> {
    let now = ctx.now();
    if due.is_some_and(|due| due <= now || due > now.plus_days(MOST_DAYS)) {
        return Err(ClaimRefusal::Time.into());
    }
    let mut tx = ctx.db.begin().await?;
    let record = submissions::store::record(&mut tx, id).await?;
    let record = record.ok_or(SignRefusal::NotInReview)?;
    let document = lock(&mut tx, record.document_id).await?;
    let record = submissions::store::record(&mut tx, id).await?;
    let record = record.ok_or(SignRefusal::NotInReview)?;
    let AnySubmission::InReview(submission) = submissions::store::typed(&mut tx, record).await?
    else {
        return Err(SignRefusal::NotInReview.into());
    };
    submission.may_sign(step, who)?;
    let before = open_in(&mut tx, id, step).await?;
    if let Some(before) = &before {
        if before.account_id == who && due.is_none_or(|due| due == before.due_at) {
            return Err(ClaimRefusal::Yours.into());
        }
        tx.update("claims", before.id, fields!["released_at" => now]).await?;
    }
    let due = due.unwrap_or_else(|| due_of(now, None));
    let row = fields![
        "id" => ClaimId(ctx.db.next_id()), "submission_id" => id, "document_id" => document.id,
        "step" => step.word(), "account_id" => who, "claimed_at" => now, "due_at" => due,
    ];
    tx.insert("claims", row).await?;
    let entry = entry(Actor::Account(who.0), "claim.taken", &document).detail(json!({
        "title": document.title, "step": step, "due_at": due.minute(),
        "from": before.map(|before| before.account_id),
    }));
    Ok(tx.commit(entry).await?)
}

/// Gives a step up again.
pub async fn release(
    ctx: &Context,
    who: AccountId,
    (id, step): (SubmissionId, ReviewStep),
) -> Act<i64> {
    let mut tx = ctx.db.begin().await?;
    let record = submissions::store::record(&mut tx, id).await?;
    let record = record.ok_or(SignRefusal::NotInReview)?;
    let document = lock(&mut tx, record.document_id).await?;
    let open = open_in(&mut tx, id, step).await?;
    let open = open.filter(|claim| claim.account_id == who).ok_or(ClaimRefusal::NotYours)?;
    tx.update("claims", open.id, fields!["released_at" => ctx.now()]).await?;
    let entry = entry(Actor::Account(who.0), "claim.released", &document)
        .detail(json!({ "title": document.title, "step": step }));
    Ok(tx.commit(entry).await?)
}
