//! The referrals' SQL, and the bureau's decision.

use platform::{Actor, Db, Fault, Tx, fields, params};
use serde_json::json;
use structure::AccountId;

use super::model::{Decision, Referral, ReferralRefusal};
use crate::context::Context;
use crate::documents::DocumentState;
use crate::documents::store::{entry, lock, set_state as set_document_state};
use crate::ids::{DocumentId, ReferralId, SubmissionId};
use crate::stopped::Act;
use crate::submissions::{self, AnySubmission, SubmissionState};

const SELECT: &str = "SELECT id, submission_id, document_id, referred_by, referred_at, reason, \
                      decided_by, decided_at, decision, comment FROM referrals";

/// A referral.
pub async fn by_id(db: &Db, id: ReferralId) -> Result<Option<Referral>, Fault> {
    db.opt(format!("{SELECT} WHERE id = $1"), params![id]).await
}

/// What waits for the bureau, oldest first.
pub async fn open(db: &Db, limit: i64) -> Result<Vec<Referral>, Fault> {
    let sql = format!("{SELECT} WHERE decided_at IS NULL ORDER BY referred_at, id LIMIT $1");
    db.all(sql, params![limit]).await
}

/// How much waits for the bureau.
pub async fn count_open(db: &Db) -> Result<i64, Fault> {
    db.count("SELECT COUNT(*) FROM referrals WHERE decided_at IS NULL", params![]).await
}

/// What the bureau decided, newest first.
pub async fn decided(db: &Db, limit: i64) -> Result<Vec<Referral>, Fault> {
    let sql =
        format!("{SELECT} WHERE decided_at IS NOT NULL ORDER BY decided_at DESC, id DESC LIMIT $1");
    db.all(sql, params![limit]).await
}

/// How much the bureau has decided.
pub async fn count_decided(db: &Db) -> Result<i64, Fault> {
    db.count("SELECT COUNT(*) FROM referrals WHERE decided_at IS NOT NULL", params![]).await
}

/// The newest referral of a document.
pub async fn newest_of_document(db: &Db, id: DocumentId) -> Result<Option<Referral>, Fault> {
    let sql = format!("{SELECT} WHERE document_id = $1 ORDER BY referred_at DESC, id DESC LIMIT 1");
    db.opt(sql, params![id]).await
}

/// All referrals of a submission, oldest first.
pub async fn of_submission(db: &Db, id: SubmissionId) -> Result<Vec<Referral>, Fault> {
    let sql = format!("{SELECT} WHERE submission_id = $1 ORDER BY referred_at, id");
    db.all(sql, params![id]).await
}

/// The bureau decides: the reviews go on, or it is sent back.
pub async fn decide(
    ctx: &Context,
    decider: AccountId,
    id: ReferralId,
    (decision, comment): (Decision, &str),
) -> Act<i64> {
    let now = ctx.now();
    let mut tx = ctx.db.begin().await?;
    let found: Option<Referral> =
        tx.opt(format!("{SELECT} WHERE id = $1 @lock"), params![id]).await?;
    let referral = found.ok_or(ReferralRefusal::Missing)?;
    let document = lock(&mut tx, referral.document_id).await?;
    let record = submissions::store::record(&mut tx, referral.submission_id).await?;
    let record = record.ok_or(ReferralRefusal::Missing)?;
    let AnySubmission::Referred(referred) = submissions::store::typed(&mut tx, record).await?
    else {
        return Err(ReferralRefusal::Decided.into());
    };
    let own_work = referred.facts.is_work_of(decider);
    referral.may_decide(decider, own_work, (decision, comment))?;
    let (state, document_state, next) = match decision {
        Decision::Clear => {
            let next = referred.clear().due_step();
            (SubmissionState::InReview, DocumentState::InReview, next)
        }
        Decision::Secret => {
            referred.refuse();
            (SubmissionState::Returned, DocumentState::Returned, None)
        }
    };
    submissions::store::set_state(&mut tx, referral.submission_id, state, next).await?;
    set_document_state(&mut tx, document.id, document_state, now).await?;
    let fields = fields![
        "decided_by" => decider, "decided_at" => now, "decision" => decision.word(),
        "comment" => comment,
    ];
    tx.update("referrals", id, fields).await?;
    let entry = entry(Actor::Account(decider.0), "referral.decided", &document).detail(json!({
        "title": document.title, "decision": decision.word(), "comment": comment,
    }));
    Ok(tx.commit(entry).await?)
}

#[derive(serde::Deserialize)]
struct Last {
    decision: Decision,
}

const LAST_DECISION: &str = "SELECT decision FROM referrals WHERE document_id = $1 \
                             AND decided_at IS NOT NULL ORDER BY decided_at DESC, id DESC LIMIT 1";

/// Whether the bureau's last word on a document was that it is secret: then only a complete new
/// review can bring it out, no emergency.
pub(crate) async fn is_held_secret(tx: &mut Tx, document: DocumentId) -> Result<bool, Fault> {
    let last: Option<Last> = tx.opt(LAST_DECISION, params![document]).await?;
    Ok(last.is_some_and(|last| last.decision == Decision::Secret))
}

/// The same outside of a transaction.
pub(crate) async fn has_secret_decision(db: &Db, document: DocumentId) -> Result<bool, Fault> {
    let last: Option<Last> = db.opt(LAST_DECISION, params![document]).await?;
    Ok(last.is_some_and(|last| last.decision == Decision::Secret))
}
