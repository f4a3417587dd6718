//! `/healthz`, `/readyz` and `/metrics` (articles 13, 33): what a load balancer and a watcher ask.

mod metrics_page;
mod model;
mod probes;
#[cfg(test)]
mod tests;

use axum::Router;
use axum::routing::get;
use metrics_exporter_prometheus::PrometheusHandle;
use structure::App;

pub use metrics_page::recorder;
pub use probes::begin_drain;

/// The two probes, for either listener.
pub fn probe_router(app: App) -> Router {
    Router::new()
        .route("/healthz", get(probes::alive))
        .route("/readyz", get(probes::ready))
        .with_state(app)
}

/// Probes and metrics, for the console's listener.
pub fn health_router(app: App, metrics: PrometheusHandle) -> Router {
    let scrape = Router::new().route("/metrics", get(metrics_page::show));
    probe_router(app.clone()).merge(scrape.with_state((app, metrics)))
}
