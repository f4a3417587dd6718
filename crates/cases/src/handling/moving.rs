//! Acts that move a case on: accepted, transferred, closed, merged, taken up again.

use serde_json::json;
use structure::{App, UnitId};

use super::{Doer, Hold, words};
use crate::cases::{AnyCase, Closure};
use crate::clocks::working_days_after;
use crate::kinds::CaseKinds;
use crate::stopped::{Act, CaseRefusal};

/// 受理: the unit takes it on.
pub async fn accept(app: &App, doer: Doer, receipt: &str) -> Act<i64> {
    let hold = Hold::of(app, receipt).await?;
    let kind = app.registers.get::<CaseKinds>()?.get(&hold.record.kind)?;
    let AnyCase::Received(case) = AnyCase::of(hold.record.clone()) else {
        return Err(CaseRefusal::State.into());
    };
    let due = working_days_after(hold.now, kind.clocks.answer_days);
    let case = case.accept(due, hold.now);
    hold.finish(&case.record, (doer.actor(), "case.accepted", json!({ "due": due }))).await
}

/// 转办: another unit must answer.
pub async fn transfer(
    app: &App,
    doer: Doer,
    receipt: &str,
    (unit, reason): (UnitId, &str),
) -> Act<i64> {
    let reason = words(reason)?;
    let hold = Hold::of(app, receipt).await?;
    let from = hold.record.unit_id;
    if unit == from {
        return Err(CaseRefusal::SameUnit.into());
    }
    let now = hold.now;
    let record = match AnyCase::of(hold.record.clone()) {
        AnyCase::Received(case) => case.transfer(unit, now).record,
        AnyCase::Accepted(case) => case.transfer(unit, now).record,
        _ => return Err(CaseRefusal::State.into()),
    };
    let detail = json!({ "from_unit": from, "unit": unit, "reason": reason });
    hold.finish(&record, (doer.actor(), "case.transferred", detail)).await
}

/// 办结 without an answer, for a declared reason in law or rule.
pub async fn close(app: &App, doer: Doer, receipt: &str, (reason, told): (&str, &str)) -> Act<i64> {
    let told = words(told)?;
    let hold = Hold::of(app, receipt).await?;
    let kind = app.registers.get::<CaseKinds>()?.get(&hold.record.kind)?;
    let reason = kind.closure(reason).ok_or(CaseRefusal::Reason)?.word;
    let closure = Closure { reason: reason.to_owned(), words: told };
    let now = hold.now;
    let record = match AnyCase::of(hold.record.clone()) {
        AnyCase::Received(case) => case.close(closure, now).record,
        AnyCase::Accepted(case) => case.close(closure, now).record,
        AnyCase::Waiting(case) => case.close(closure, now).record,
        _ => return Err(CaseRefusal::State.into()),
    };
    hold.finish(&record, (doer.actor(), "case.closed", json!({ "reason": reason }))).await
}

/// 合并: the same matter of the same holder as an older case that is answered there.
pub async fn merge(app: &App, doer: Doer, receipt: &str, (into, told): (&str, &str)) -> Act<i64> {
    let told = words(told)?;
    let hold = Hold::of(app, receipt).await?;
    let target = crate::cases::by_receipt(&app.db, into.trim()).await?;
    let target = target.ok_or(CaseRefusal::Merge)?;
    // A chain of merges would hide where the answer is; another's case would show it to a stranger.
    let fits = target.id != hold.record.id
        && target.merged_into.is_none()
        && target.kind == hold.record.kind
        && !target.holder_mark.is_empty()
        && target.holder_mark == hold.record.holder_mark;
    if !fits {
        return Err(CaseRefusal::Merge.into());
    }
    let now = hold.now;
    let record = match AnyCase::of(hold.record.clone()) {
        AnyCase::Received(case) => case.merge(target.id, told, now).record,
        AnyCase::Accepted(case) => case.merge(target.id, told, now).record,
        _ => return Err(CaseRefusal::State.into()),
    };
    hold.finish(&record, (doer.actor(), "case.merged", json!({ "into": target.receipt }))).await
}

/// 重新办理: an ended case is taken up again, with a new time to answer.
pub async fn reopen(app: &App, doer: Doer, receipt: &str, reason: &str) -> Act<i64> {
    let reason = words(reason)?;
    let hold = Hold::of(app, receipt).await?;
    let kind = app.registers.get::<CaseKinds>()?.get(&hold.record.kind)?;
    let due = working_days_after(hold.now, kind.clocks.answer_days);
    let now = hold.now;
    let record = match AnyCase::of(hold.record.clone()) {
        AnyCase::Answered(case) => case.reopen(due, now).record,
        AnyCase::Closed(case) => match case.reopen(due, now) {
            Ok(case) => case.record,
            Err(_) => return Err(CaseRefusal::State.into()),
        },
        _ => return Err(CaseRefusal::State.into()),
    };
    let detail = json!({ "reason": reason, "due": due });
    hold.finish(&record, (doer.actor(), "case.reopened", detail)).await
}
