//! The metrics in Prometheus' text format. Figures of the moment are taken when they are asked for.

use std::time::Duration;

use axum::extract::State;
use axum::response::{IntoResponse, Response};
use http::header;
use metrics_exporter_prometheus::{Matcher, PrometheusBuilder, PrometheusHandle};
use platform::jobs::{JobState, job_counts};
use platform::{Fault, FaultContext};
use structure::App;

use super::probes::condition;
use crate::jobs::queue_age;
use crate::operations::lag;

/// Bounds of the histograms, in seconds.
const SECONDS: &[f64] =
    &[0.000_1, 0.000_5, 0.001, 0.005, 0.01, 0.05, 0.1, 0.25, 0.5, 1.0, 2.5, 5.0, 10.0];
/// How often what was recorded is folded, so that memory stays small when nobody asks.
const UPKEEP: Duration = Duration::from_secs(5);
const FORMAT: &str = "text/plain; version=0.0.4; charset=utf-8";
const STATES: [JobState; 4] =
    [JobState::Waiting, JobState::Running, JobState::Done, JobState::Failed];

/// Installs the recorder; once, before the first request, within the runtime.
pub fn recorder() -> Result<PrometheusHandle, Fault> {
    let seconds = Matcher::Suffix("_seconds".to_owned());
    let builder = PrometheusBuilder::new();
    let builder = builder.set_buckets_for_metric(seconds, SECONDS).doing("set up the metrics")?;
    let metrics = builder.install_recorder().doing("install the metrics recorder")?;
    let kept = metrics.clone();
    tokio::spawn(async move {
        let mut beat = tokio::time::interval(UPKEEP);
        loop {
            beat.tick().await;
            kept.run_upkeep();
        }
    });
    Ok(metrics)
}

/// `GET /metrics`
pub async fn show(State((app, metrics)): State<(App, PrometheusHandle)>) -> Response {
    take_figures(&app).await;
    metrics.run_upkeep();
    ([(header::CONTENT_TYPE, FORMAT), (header::CACHE_CONTROL, "no-store")], metrics.render())
        .into_response()
}

/// Puts the figures of the moment into the gauges.
pub async fn take_figures(app: &App) {
    app.cache.record_metrics();
    let head = *app.db.journal_head().borrow();
    metrics::gauge!("journal_head").set(float(head));
    for (name, position) in app.followers.positions() {
        metrics::gauge!("follower_position", "follower" => name).set(float(position.seq));
        metrics::gauge!("follower_lag", "follower" => name).set(float(lag(head, position.seq)));
    }
    metrics::gauge!("search_records").set(float(app.search.len()));
    if let Ok(stats) = app.search.stats() {
        metrics::gauge!("search_bytes").set(float(stats.bytes));
        metrics::gauge!("search_segments").set(float(stats.segments));
    }
    let uptime = app.clock().now().seconds_since(app.started_at);
    metrics::gauge!("uptime_seconds").set(float(uptime));
    let condition = condition(app).await;
    metrics::gauge!("database_up").set(if condition.database { 1.0 } else { 0.0 });
    metrics::gauge!("ready").set(if condition.ready().is_ok() { 1.0 } else { 0.0 });
    // Without its database a node is asked most of all: the other figures are still told.
    if condition.database
        && let Err(fault) = queue_figures(app).await
    {
        tracing::warn!(cause = fault.chain(), "the queue's figures are missing");
    }
}

async fn queue_figures(app: &App) -> Result<(), Fault> {
    let counts = job_counts(&app.db).await?;
    for state in STATES {
        let number = counts.iter().find(|(known, _)| *known == state).map_or(0, |(_, n)| *n);
        metrics::gauge!("jobs", "state" => state.word()).set(float(number));
    }
    let age = queue_age(&app.db).await?;
    metrics::gauge!("jobs_due").set(float(age.due));
    metrics::gauge!("jobs_due_oldest_seconds").set(float(age.seconds));
    Ok(())
}

/// Gauges are floating point: exact up to 2⁵³, which no count of ours reaches.
#[expect(clippy::cast_precision_loss, reason = "gauges are floating point")]
fn float(number: impl TryInto<i64>) -> f64 {
    number.try_into().unwrap_or(i64::MAX) as f64
}
