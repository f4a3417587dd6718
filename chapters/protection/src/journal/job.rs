//! The verification as a job: nightly, and whenever an auditor asks.

use platform::Fault;
use platform::journal::verify;
use structure::App;

use super::store;
use crate::anchor::{last_anchor, write_anchor};

/// Walks the journal, compares every row, keeps the outcome, and notes the head if all is well.
pub async fn run(app: App, _payload: serde_json::Value) -> Result<(), Fault> {
    let dir = app.settings.data.dir.clone();
    let started = app.clock().now();
    let outcome = verify(&app.db, last_anchor(&dir)).await?;
    if outcome.findings.is_empty() {
        write_anchor(&dir, &outcome.head, app.clock().now())?;
    } else {
        tracing_alarm(&outcome.findings);
    }
    store::keep(&app.db, started, &outcome).await
}

fn tracing_alarm(findings: &[platform::journal::Finding]) {
    metrics::counter!("journal_findings_total")
        .increment(u64::try_from(findings.len()).unwrap_or(0));
}
