//! `/healthz`, `/readyz` and `/metrics`: what a load balancer and a watcher ask.

use axum::Router;
use axum::extract::State;
use axum::routing::get;
use http::StatusCode;
use metrics_exporter_prometheus::{PrometheusBuilder, PrometheusHandle};
use platform::jobs::job_counts;
use platform::{Fault, FaultContext};
use structure::App;
use web::Answer;

/// Entries a follower may lag behind and the node still counts as ready.
const LAG: i64 = 1_000;

/// Installs the recorder; once, before the first request.
pub fn recorder() -> Result<PrometheusHandle, Fault> {
    PrometheusBuilder::new().install_recorder().doing("install the metrics recorder")
}

/// The two probes, for either listener.
pub fn probe_router(app: App) -> Router {
    Router::new()
        .route("/healthz", get(async || "ok\n"))
        .route("/readyz", get(ready))
        .with_state(app)
}

/// Probes and metrics, for the console's listener.
pub fn health_router(app: App, metrics: PrometheusHandle) -> Router {
    let scrape = Router::new().route("/metrics", get(scrape)).with_state((app.clone(), metrics));
    probe_router(app).merge(scrape)
}

async fn ready(State(app): State<App>) -> (StatusCode, String) {
    if app.db.ping().await.is_err() {
        return (StatusCode::SERVICE_UNAVAILABLE, "the database does not answer\n".to_owned());
    }
    let head = *app.db.journal_head().borrow();
    for (name, position) in app.followers.positions() {
        if head - position.seq > LAG {
            return (StatusCode::SERVICE_UNAVAILABLE, format!("{name} lags behind\n"));
        }
    }
    (StatusCode::OK, "ready\n".to_owned())
}

async fn scrape(State((app, metrics)): State<(App, PrometheusHandle)>) -> Answer<String> {
    app.cache.record_metrics();
    let head = *app.db.journal_head().borrow();
    metrics::gauge!("journal_head").set(float(head));
    for (name, position) in app.followers.positions() {
        metrics::gauge!("follower_lag", "follower" => name).set(float(head - position.seq));
    }
    for (state, number) in job_counts(&app.db).await? {
        metrics::gauge!("jobs", "state" => state.word()).set(float(number));
    }
    metrics::gauge!("search_records").set(float(i64::try_from(app.search.len()).unwrap_or(0)));
    Ok(metrics.render())
}

/// Figures that fit a gauge exactly: counts stay far below 2³².
fn float(number: i64) -> f64 {
    f64::from(u32::try_from(number).unwrap_or(u32::MAX))
}
