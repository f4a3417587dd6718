//! The answers' SQL, and the two acts on them.

use platform::{Db, Fault, Time, fields, params};
use serde_json::json;
use structure::{AccountId, App};

use super::model::{Reply, ReplyState, Verdict};
use crate::cases::{AnyCase, CaseRecord, Holder};
use crate::handling::{Doer, Hold, words};
use crate::ids::{CaseId, ReplyId};
use crate::reply_templates::NAME;
use crate::stopped::{Act, CaseRefusal};

const SELECT: &str = "SELECT id, case_id, number, unit_id, body, author_id, written_at, state, \
                      reviewer_id, reviewed_at, comment FROM replies";

/// All answers of a case, oldest first.
pub async fn replies_of(db: &Db, case: CaseId) -> Result<Vec<Reply>, Fault> {
    db.all(format!("{SELECT} WHERE case_id = $1 ORDER BY number"), params![case]).await
}

/// The answer that left last.
pub async fn delivered(db: &Db, case: CaseId) -> Result<Option<Reply>, Fault> {
    let sql =
        format!("{SELECT} WHERE case_id = $1 AND state = 'delivered' ORDER BY number DESC LIMIT 1");
    db.opt(sql, params![case]).await
}

/// An answer is written and waits for its review.
pub async fn propose(app: &App, doer: Doer, receipt: &str, body: &str) -> Act<i64> {
    let body = words(body)?;
    let mut hold = Hold::of(app, receipt).await?;
    let AnyCase::Accepted(case) = AnyCase::of(hold.record.clone()) else {
        return Err(CaseRefusal::State.into());
    };
    let id = case.record.id;
    let sql = "SELECT COUNT(*) FROM replies WHERE case_id = $1";
    let number = hold.tx.count(sql, params![id]).await? + 1;
    let row = fields![
        "id" => ReplyId(app.db.next_id()), "case_id" => id, "number" => number,
        "unit_id" => case.record.unit_id, "body" => body, "author_id" => doer.account,
        "written_at" => hold.now, "state" => ReplyState::Proposed.word(),
        "reviewer_id" => None::<AccountId>, "reviewed_at" => None::<Time>, "comment" => "",
    ];
    hold.tx.insert("replies", row).await?;
    let case = case.propose(hold.now);
    hold.finish(&case.record, (doer.actor(), "case.reply_proposed", json!({ "number": number })))
        .await
}

/// The review: it leaves, or goes back to its author.
pub async fn review(
    app: &App,
    doer: Doer,
    receipt: &str,
    (verdict, comment): (Verdict, &str),
) -> Act<i64> {
    let mut hold = Hold::of(app, receipt).await?;
    let AnyCase::InReview(case) = AnyCase::of(hold.record.clone()) else {
        return Err(CaseRefusal::State.into());
    };
    let sql = format!("{SELECT} WHERE case_id = $1 ORDER BY number DESC LIMIT 1");
    let reply: Option<Reply> = hold.tx.opt(sql, params![case.record.id]).await?;
    let reply = reply.ok_or(CaseRefusal::State)?;
    reply.may_review(doer.account, (verdict, comment))?;
    let now = hold.now;
    let (state, record, verb) = match verdict {
        Verdict::Passed => (ReplyState::Delivered, case.deliver(now).record, "case.answered"),
        Verdict::Returned => {
            (ReplyState::Returned, case.send_back(now).record, "case.reply_returned")
        }
    };
    let row = fields![
        "state" => state.word(), "reviewer_id" => doer.account, "reviewed_at" => now,
        "comment" => comment.trim(),
    ];
    hold.tx.update("replies", reply.id, row).await?;
    let detail = json!({ "number": reply.number, "unit": reply.unit_id });
    crate::cases::store::save(&mut hold.tx, &record).await?;
    let entry = crate::handling::entry(doer.actor(), verb, &record, detail);
    Ok(hold.tx.commit(entry).await?)
}

/// An answer as its holder reads it: with their name where the office wrote that it belongs.
pub fn addressed(app: &App, record: &CaseRecord, body: &str) -> Result<String, Fault> {
    if !body.contains(NAME) {
        return Ok(body.to_owned());
    }
    let holder = Holder::open(&app.secret, record.id, &record.holder)?;
    let name = match holder.name.as_str() {
        "" => app.messages.t("reply-template-anonymous", &[]),
        name => name.to_owned(),
    };
    Ok(body.replace(NAME, &name))
}
