//! The inspection as a job: walked, compared with what is open, kept. Run twice it is two inspections,
//! the second without anything new.

use std::sync::Arc;
use std::time::Duration;

use cases::clocks::working_days_after;
use platform::db::Bookkeeping;
use platform::jobs::{Job, Priority};
use platform::{Db, Fault, FaultContext, Time};
use serde_json::{Value, json};
use structure::{AccountId, App};

use super::model::{Inspection, InspectionId, compare, hundredths, sheet_of};
use super::owners::owner_of;
use super::store::{
    entry, forget_progress, insert, insert_findings, keep_progress, mend, open_findings,
};
use super::telling::tell_owners;
use super::{INSPECT, VisitorPages};
use crate::norm_check::{Finding, Norms, Owner, Progress, Report, inspect};

/// The pause between two words about how far it is.
const BEAT: Duration = Duration::from_secs(2);
/// New findings of one inspection that become tasks; a site with more faults has another problem.
const MOST: usize = 5_000;

/// Asks for an inspection now; one that waits or runs stands for both.
pub async fn enqueue(db: &Db, account: AccountId) -> Result<(), Fault> {
    let job = Job::new(INSPECT, Priority::Person, json!({ "account": account }));
    let mut tx = db.begin().await?;
    tx.enqueue(job.unique(INSPECT)).await?;
    tx.commit_bookkeeping(Bookkeeping::Jobs).await
}

/// The job's work, as a task of its own: the queue's sign of life and our transactions must not wait
/// for each other.
pub async fn run(app: &App, payload: &Value) -> Result<(), Fault> {
    let account = payload.get("account").and_then(Value::as_i64).map(AccountId);
    tokio::spawn(whole(app.clone(), account)).await.doing("inspect")?
}

async fn whole(app: App, account: Option<AccountId>) -> Result<(), Fault> {
    let which = (InspectionId(app.db.next_id()), account, app.clock().now());
    let report = walked(&app, which).await;
    forget_progress(&app.db).await?;
    keep(&app, which, &report?).await
}

/// Inspects, and says every few seconds how far it is. That nobody can be told stops nothing.
async fn walked(
    app: &App,
    which: (InspectionId, Option<AccountId>, Time),
) -> Result<Report, Fault> {
    let progress = Arc::new(Progress::default());
    let pages = app.registers.get::<VisitorPages>()?.0(app);
    let (walker, told) = (app.clone(), progress.clone());
    let mut walking =
        tokio::spawn(async move { inspect(&walker, pages, Norms::embedded()?, &told).await });
    loop {
        let (visited, waiting) = progress.now();
        let count = |number: usize| i64::try_from(number).unwrap_or(i64::MAX);
        let far = (count(visited), count(waiting));
        if let Err(fault) = keep_progress(&app.db, which, far).await {
            tracing::warn!(cause = fault.chain(), "tell how far an inspection is");
        }
        if let Ok(report) = tokio::time::timeout(BEAT, &mut walking).await {
            return report.doing("walk the site")?;
        }
    }
}

async fn keep(
    app: &App,
    (id, account_id, begun_at): (InspectionId, Option<AccountId>, Time),
    report: &Report,
) -> Result<(), Fault> {
    let found: Vec<Finding> = report.findings.values().flatten().cloned().collect();
    let count = |number: usize| i64::try_from(number).unwrap_or(i64::MAX);
    let mut tx = app.db.begin().await?;
    let open = open_findings(&mut tx).await?;
    let (mended, fresh) = compare(&open, &found);
    let owned = owned(app, (report, &fresh)).await?;
    let one = Inspection {
        id,
        account_id,
        begun_at,
        ended_at: app.clock().now(),
        visited: count(report.visited),
        score: hundredths(report.score()),
        found: count(found.len()),
        fresh: count(owned.len()),
        mended: count(mended.len()),
        sheet: serde_json::to_value(sheet_of(report)).doing("write a sheet")?,
    };
    insert(&mut tx, &one).await?;
    insert_findings(&mut tx, &one, &owned).await?;
    for finding in mended {
        mend(&mut tx, &one, finding.id).await?;
    }
    tx.commit(entry(&one)).await?;
    tell_owners(app, &one, &owned).await
}

/// What is new, with its owners and the day by which it is to be mended.
async fn owned<'a>(
    app: &App,
    (report, fresh): (&Report, &[&'a Finding]),
) -> Result<Vec<(&'a Finding, Owner, Time)>, Fault> {
    let (tree, now) = (app.tree(), app.clock().now());
    let mut owned = Vec::new();
    for finding in fresh.iter().take(MOST) {
        let due = working_days_after(now, report.norms.mend_within(finding.rule));
        owned.extend(owner_of(app, &tree, finding).await?.map(|owner| (*finding, owner, due)));
    }
    Ok(owned)
}
