//! A look at the home page every hour 可用性: 24 a day, where the norm asks for twenty. What answers is
//! this node's own public door, with everything behind it.

use std::time::Duration;

use axum::body::Body;
use http::{Request, header};
use platform::db::Bookkeeping;
use platform::jobs::Job;
use platform::{Fault, FaultContext};
use structure::App;
use tokio::time::{Instant, timeout};
use tower::ServiceExt;

use super::VisitorPages;
use crate::norm_check::{Look, Norms, keep_look};

/// The kind of job that looks.
pub(super) const LOOK: &str = "look_at_site";

/// Has the next look wait, unless it does already. Called at the start.
pub async fn ensure_hourly(app: &App) -> Result<(), Fault> {
    let mut tx = app.db.begin().await?;
    tx.enqueue(Job::hourly(LOOK, app.clock().now())).await?;
    tx.commit_bookkeeping(Bookkeeping::Jobs).await
}

/// The job's work.
pub(super) async fn look(app: &App) -> Result<(), Fault> {
    ensure_hourly(app).await?;
    let seconds = Norms::embedded()?.open_seconds.unsigned_abs();
    let host = app.tree().main_site().map_or_else(String::new, |main| main.domain.clone());
    let request = Request::get("/").header(header::HOST, host).body(Body::empty());
    let request = request.doing("look at the home page")?;
    let pages = app.registers.get::<VisitorPages>()?.0(app);
    let (at, begun) = (app.clock().now(), Instant::now());
    let status = match timeout(Duration::from_secs(seconds), pages.oneshot(request)).await {
        Ok(Ok(answer)) => i64::from(answer.status().as_u16()),
        Ok(Err(never)) => match never {},
        Err(_) => 0,
    };
    let milliseconds = i64::try_from(begun.elapsed().as_millis()).unwrap_or(i64::MAX);
    keep_look(&app.db, Look { at, milliseconds, status }).await
}
