//! Acts on the clock, and words that don't move the case: a question to the holder stops the clock,
//! an extension moves its end, a remark stays within the office.

use platform::Time;
use serde_json::json;
use structure::App;

use super::{Doer, Hold, words};
use crate::cases::{AnyCase, CaseRecord};
use crate::clocks::{after_pause, working_days_after};
use crate::correspondence::{Voice, insert_message};
use crate::kinds::CaseKinds;
use crate::stopped::{Act, CaseRefusal};

/// The holder is asked something; the clock stands until they speak.
pub async fn ask(app: &App, doer: Doer, receipt: &str, question: &str) -> Act<i64> {
    let question = words(question)?;
    let mut hold = Hold::of(app, receipt).await?;
    let AnyCase::Accepted(case) = AnyCase::of(hold.record.clone()) else {
        return Err(CaseRefusal::State.into());
    };
    let by = Some((doer.account, doer.unit));
    insert_message(&mut hold.tx, case.record.id, (Voice::Office, by), (&question, None)).await?;
    let case = case.ask(hold.now);
    hold.finish(&case.record, (doer.actor(), "case.asked", json!({}))).await
}

/// The office goes on without the holder's words.
pub async fn resume(app: &App, doer: Doer, receipt: &str) -> Act<i64> {
    let hold = Hold::of(app, receipt).await?;
    let AnyCase::Waiting(case) = AnyCase::of(hold.record.clone()) else {
        return Err(CaseRefusal::State.into());
    };
    let due = moved(&case.record, hold.now);
    let case = case.resume(due, hold.now);
    hold.finish(&case.record, (doer.actor(), "case.resumed", json!({ "due": due }))).await
}

/// The deadline after a pause that ends now.
pub(super) fn moved(record: &CaseRecord, now: Time) -> Option<Time> {
    let due = record.answer_due?;
    Some(record.paused_at.map_or(due, |paused| after_pause(due, paused, now)))
}

/// 延期, once, and the holder is told why.
pub async fn extend(app: &App, doer: Doer, receipt: &str, reason: &str) -> Act<i64> {
    let reason = words(reason)?;
    let mut hold = Hold::of(app, receipt).await?;
    let kind = app.registers.get::<CaseKinds>()?.get(&hold.record.kind)?;
    let AnyCase::Accepted(case) = AnyCase::of(hold.record.clone()) else {
        return Err(CaseRefusal::State.into());
    };
    if kind.clocks.extension_days == 0 {
        return Err(CaseRefusal::Extended.into());
    }
    let from = case.record.answer_due.unwrap_or(hold.now);
    let due = working_days_after(from, kind.clocks.extension_days);
    let Ok(case) = case.extend(due, hold.now) else {
        return Err(CaseRefusal::Extended.into());
    };
    let by = Some((doer.account, doer.unit));
    insert_message(&mut hold.tx, case.record.id, (Voice::Office, by), (&reason, None)).await?;
    hold.finish(&case.record, (doer.actor(), "case.extended", json!({ "due": due }))).await
}

/// A remark for colleagues; the holder never sees it.
pub async fn remark(app: &App, doer: Doer, receipt: &str, said: &str) -> Act<i64> {
    let said = words(said)?;
    let mut hold = Hold::of(app, receipt).await?;
    let by = Some((doer.account, doer.unit));
    insert_message(&mut hold.tx, hold.record.id, (Voice::Remark, by), (&said, None)).await?;
    let entry = super::entry(doer.actor(), "case.remarked", &hold.record, json!({}));
    Ok(hold.tx.commit(entry).await?)
}

/// Somebody has asked whoever was not content 回访; what they said stays within the office.
pub async fn follow_up(app: &App, doer: Doer, receipt: &str, said: &str) -> Act<i64> {
    let said = words(said)?;
    let mut hold = Hold::of(app, receipt).await?;
    let AnyCase::Answered(case) = AnyCase::of(hold.record.clone()) else {
        return Err(CaseRefusal::State.into());
    };
    let Ok(case) = case.follow_up(hold.now) else { return Err(CaseRefusal::State.into()) };
    let record = case.record;
    let by = Some((doer.account, doer.unit));
    insert_message(&mut hold.tx, record.id, (Voice::Remark, by), (&said, None)).await?;
    hold.finish(&record, (doer.actor(), "case.followed_up", json!({}))).await
}
