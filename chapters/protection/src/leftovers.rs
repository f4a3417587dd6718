//! Uploads that were broken off, by a lost connection or a killed node, don't lie about for ever.

use platform::Fault;
use serde_json::Value;
use structure::{App, Chapter};

/// The kind of job; the binary's schedule has it run every night.
pub const REMOVE_LEFTOVERS: &str = "remove_leftovers";
/// No upload takes longer than this.
const DAYS: i64 = 1;

/// The job.
pub fn chapter() -> Chapter {
    Chapter::new().job(REMOVE_LEFTOVERS, async |app: App, _: Value| remove(&app).await)
}

async fn remove(app: &App) -> Result<(), Fault> {
    let Some(now) = app.clock().believed() else { return Ok(()) };
    let before = now.plus_days(-DAYS).utc().timestamp();
    let removed = app.files.remove_leftovers(before).await?;
    if removed > 0 {
        tracing::info!(removed, "uploads that were broken off were removed");
    }
    Ok(())
}
