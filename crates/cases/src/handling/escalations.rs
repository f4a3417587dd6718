//! 督办: the office reminds, and what is overdue escalates by itself, step by step: to whoever handles
//! it, to whoever leads them, to the office.

use platform::db::Bookkeeping;
use platform::jobs::Job;
use platform::{Actor, Fault};
use serde_json::json;
use structure::App;

use super::store::owed_before;
use super::telling::{tell_late, tell_of};
use super::{CaseAct, Doer, Hold, words};
use crate::cases::{AnyCase, CaseRecord};
use crate::correspondence::{Voice, insert_message};
use crate::escalation_steps::{EscalationStep, passed, steps};
use crate::ids::CaseId;
use crate::stopped::{Act, CaseRefusal, Stopped};

/// The kind of job that looks for what is overdue.
pub(crate) const TEND: &str = "escalate_cases";
/// Cases looked at together.
const CHUNK: i64 = 200;
/// Days before a deadline from which people are told.
const NEAR_DAYS: i64 = 2;

/// Has the next look wait, unless it does already. Called at the start.
pub async fn ensure_hourly(app: &App) -> Result<(), Fault> {
    let mut tx = app.db.begin().await?;
    tx.enqueue(Job::hourly(TEND, app.clock().now())).await?;
    tx.commit_bookkeeping(Bookkeeping::Jobs).await
}

/// The job's work: tells who has it in hand, and raises what is overdue.
pub async fn escalate(app: &App) -> Result<(), Fault> {
    let now = app.clock().now();
    let steps = steps(&app.db).await?;
    let mut after = CaseId(0);
    loop {
        let rows = owed_before(&app.db, (after, now.plus_days(NEAR_DAYS)), CHUNK).await?;
        let Some(last) = rows.last().map(|record| record.id) else { return Ok(()) };
        for record in &rows {
            tell_of(app, record).await?;
            let level = |due| passed(&steps, due, now).last().map_or(0, |step| step.level);
            if record.due().is_some_and(|due| level(due) > record.escalation) {
                raise(app, &steps, &record.receipt).await?;
            }
        }
        after = last;
    }
}

/// Raises one case, if it is still overdue now that it is locked, and tells those whose turn it is.
async fn raise(app: &App, steps: &[EscalationStep], receipt: &str) -> Result<(), Fault> {
    let raised = async {
        let hold = Hold::of(app, receipt).await?;
        let passed = hold.record.due().map_or_else(Vec::new, |due| passed(steps, due, hold.now));
        let before = hold.record.escalation;
        let new: Vec<&EscalationStep> =
            passed.into_iter().filter(|step| step.level > before).collect();
        let Some(last) = new.last() else { return Ok(None) };
        let record = CaseRecord { escalation: last.level, ..hold.record.clone() };
        let told = last.told.word();
        let detail = json!({ "level": last.level, "unit": record.unit_id, "told": told });
        hold.finish(&record, (Actor::System, "case.escalated", detail)).await?;
        Ok(Some((record, new)))
    };
    match raised.await {
        Ok(Some((record, new))) => {
            for step in new {
                tell_late(app, &record, step.told.right()).await?;
            }
            Ok(())
        }
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
