//! The jobs: verifying, and anchoring the head.

use std::path::PathBuf;

use platform::{Actor, Fault, FaultContext, Time};
use structure::App;

use super::live::verify_live;
use super::store;
use crate::anchor::{last_anchor, write_anchor};
use crate::nightly::{ensure_hourly, ensure_nightly};

/// Outcomes kept: three years of nights.
const KEPT: i64 = 1_100;

/// Walks the journal, compares every row, keeps the outcome, and anchors the head if all is well.
pub async fn verify(app: &App) -> Result<(), Fault> {
    ensure_nightly(app).await?;
    let started = app.clock().now();
    let outcome = verify_live(&app.db, known_anchor(app).await?).await?;
    if outcome.findings.is_empty() {
        note(app, outcome.head.clone()).await?;
    } else {
        let found = outcome.findings.len();
        metrics::counter!("journal_findings_total").increment(found.try_into().unwrap_or(u64::MAX));
        tracing::error!(found, first = ?outcome.findings.first(), "the journal's verification found something");
    }
    store::keep(&app.db, started, &outcome).await?;
    store::forget_old(&app.db, KEPT).await
}

/// Anchors the present head, unless the journal has left its last anchor: then the old anchor is
/// the proof, which a new one would bury, and a verification is due.
pub async fn anchor(app: &App) -> Result<(), Fault> {
    ensure_hourly(&app.db).await?;
    let head = store::head(&app.db).await?;
    match known_anchor(app).await? {
        Some(last) if last == head => Ok(()),
        Some(last) if !store::stands(&app.db, &last).await? => {
            tracing::error!(seq = last.0, "the journal does not hold its last anchor any more");
            store::ask(&app.db, Actor::System).await.map(|_| ())
        }
        _ if head.0 == 0 => Ok(()),
        _ => note(app, head).await,
    }
}

async fn known_anchor(app: &App) -> Result<Option<(i64, String)>, Fault> {
    let dir = app.settings.data.dir.clone();
    tokio::task::spawn_blocking(move || last_anchor(&dir)).await.doing("read the last anchor")
}

async fn note(app: &App, head: (i64, String)) -> Result<(), Fault> {
    let (dir, at): (PathBuf, Time) = (app.settings.data.dir.clone(), app.clock().now());
    let writing = tokio::task::spawn_blocking(move || write_anchor(&dir, &head, at));
    writing.await.doing("write an anchor")?
}
