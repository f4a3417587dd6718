//! 督办: the office reminds, and what is overdue escalates by itself: once when the time is over, and
//! again three days later, to those who supervise.

use platform::db::Bookkeeping;
use platform::jobs::Job;
use platform::{Actor, Fault, Time};
use serde_json::json;
use structure::App;

use super::store::owed_before;
use super::telling::{tell_of, tell_supervisors};
use super::{CaseAct, Doer, Hold, words};
use crate::cases::{AnyCase, CaseRecord};
use crate::correspondence::{Voice, insert_message};
use crate::ids::CaseId;
use crate::stopped::{Act, CaseRefusal, Stopped};

/// The kind of job that looks for what is overdue.
pub(crate) const TEND: &str = "escalate_cases";
/// Cases looked at together.
const CHUNK: i64 = 200;
/// Days after which an overdue case escalates again.
const AGAIN_DAYS: i64 = 3;
/// Days before a deadline from which people are told.
const NEAR_DAYS: i64 = 2;

/// Has the next look wait, unless it does already. Called at the start.
pub async fn ensure_hourly(app: &App) -> Result<(), Fault> {
    let mut tx = app.db.begin().await?;
    tx.enqueue(Job::hourly(TEND, app.clock().now())).await?;
    tx.commit_bookkeeping(Bookkeeping::Jobs).await
}

/// The level that a case should have reached.
fn level(due: Time, now: Time) -> i64 {
    if now <= due {
        0
    } else if now <= due.plus_days(AGAIN_DAYS) {
        1
    } else {
        2
    }
}

/// The job's work: tells who has it in hand, and raises what is overdue.
pub async fn escalate(app: &App) -> Result<(), Fault> {
    let now = app.clock().now();
    let mut after = CaseId(0);
    loop {
        let rows = owed_before(&app.db, (after, now.plus_days(NEAR_DAYS)), CHUNK).await?;
        let Some(last) = rows.last().map(|record| record.id) else { return Ok(()) };
        for record in &rows {
            tell_of(app, record).await?;
            if record.due().is_some_and(|due| level(due, now) > record.escalation) {
                raise(app, &record.receipt).await?;
            }
        }
        after = last;
    }
}

/// Raises one case, if it is still overdue now that it is locked.
async fn raise(app: &App, receipt: &str) -> Result<(), Fault> {
    let raised = async {
        let hold = Hold::of(app, receipt).await?;
        let reached = hold.record.due().map_or(0, |due| level(due, hold.now));
        if reached <= hold.record.escalation {
            return Ok(None);
        }
        let record = CaseRecord { escalation: reached, ..hold.record.clone() };
        let detail = json!({ "level": reached, "unit": record.unit_id });
        hold.finish(&record, (Actor::System, "case.escalated", detail)).await?;
        Ok(Some(record))
    };
    match raised.await {
        Ok(Some(record)) => tell_supervisors(app, &record).await,
        Ok(None) | Err(Stopped::Refused(_)) => Ok(()),
        Err(Stopped::Fault(fault)) => Err(fault),
    }
}

/// The office reminds the unit, in words that stay within the office.
pub async fn remind(app: &App, doer: Doer, receipt: &str, said: &str) -> Act<i64> {
    let said = words(said)?;
    let mut hold = Hold::of(app, receipt).await?;
    if !CaseAct::Remind.fits(AnyCase::of(hold.record.clone()).record().state) {
        return Err(CaseRefusal::State.into());
    }
    let by = Some((doer.account, doer.unit));
    insert_message(&mut hold.tx, hold.record.id, (Voice::Remark, by), (&said, None)).await?;
    let detail = json!({ "unit": hold.record.unit_id });
    let entry = super::entry(doer.actor(), "case.reminded", &hold.record, detail);
    Ok(hold.tx.commit(entry).await?)
}
