//! The sweep: a stretch of documents a job, the next stretch after it. A stretch that is done twice
//! says the same twice.

use checks::{Checker, Hit, Level};
use documents::Context;
use documents::checking::{Subject, look, waivers_of};
use documents::documents::Document;
use documents::ids::DocumentId;
use documents::revisions;
use platform::db::Bookkeeping;
use platform::jobs::{Job, Priority};
use platform::{Db, Fault, FaultContext};
use serde_json::{Value, json};
use structure::App;

use super::SWEEP;
use super::store::{SweepResult, forget_gone, keep, live_after};

/// Documents of one job.
const STRETCH: i64 = 200;

/// Enqueues the sweep of everything after a document.
pub(super) async fn enqueue(db: &Db, after: i64) -> Result<(), Fault> {
    let job = Job::new(SWEEP, Priority::Bulk, json!({ "after": after }));
    let mut tx = db.begin().await?;
    tx.enqueue(job.unique(format!("{SWEEP}-{after}"))).await?;
    tx.commit_bookkeeping(Bookkeeping::Jobs).await
}

/// Checks the next stretch of what visitors see.
pub(super) async fn sweep(app: &App, payload: &Value) -> Result<(), Fault> {
    let after = payload.get("after").and_then(Value::as_i64).unwrap_or(0);
    if after == 0 {
        forget_gone(&app.db).await?;
    }
    let ctx = Context::of(app)?;
    let checker = Checker::load(&app.db).await?;
    let stretch = live_after(&app.db, DocumentId(after), STRETCH).await?;
    let mut results = Vec::with_capacity(stretch.len());
    for document in &stretch {
        results.extend(result(app, &ctx, &checker, document).await?);
        tokio::task::yield_now().await;
    }
    keep(&app.db, &results).await?;
    match stretch.last() {
        Some(last) if stretch.len() == usize::try_from(STRETCH).unwrap_or(0) => {
            enqueue(&app.db, last.id.0).await
        }
        _ => Ok(()),
    }
}

async fn result(
    app: &App,
    ctx: &Context,
    checker: &Checker,
    document: &Document,
) -> Result<Option<SweepResult>, Fault> {
    let Some(live) = document.live_revision_id else { return Ok(None) };
    let revision = revisions::by_id(&app.db, live).await?.doing("find the live revision")?;
    let subject = Subject {
        document: Some(document),
        column_id: document.column_id,
        kind: ctx.kinds.get(&document.kind)?,
        content: &revision.content,
    };
    let hits = look(app, ctx, checker, &subject).await?;
    let waived = waivers_of(&app.db, document.id).await?;
    let open = |hit: &&Hit| {
        hit.level == Level::Blocks || waived.iter().all(|one| one.fingerprint != hit.fingerprint)
    };
    let open: Vec<&Hit> = hits.iter().filter(open).collect();
    let count = |level: Level| {
        i64::try_from(open.iter().filter(|hit| hit.level == level).count()).unwrap_or(i64::MAX)
    };
    let heavy = open.iter().filter(|hit| hit.level >= Level::NeedsReason);
    let mut rules: Vec<String> = heavy.map(|hit| hit.rule.word().to_owned()).collect();
    rules.sort_unstable();
    rules.dedup();
    Ok(Some(SweepResult {
        document_id: document.id,
        revision_id: live,
        unit_id: document.unit_id,
        column_id: document.column_id,
        blocks: count(Level::Blocks),
        reasons: count(Level::NeedsReason),
        advice: count(Level::Advice),
        rules,
        swept_at: app.clock().now(),
    }))
}
