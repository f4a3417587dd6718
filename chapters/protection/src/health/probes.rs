//! The probes.

use std::sync::atomic::{AtomicBool, Ordering};
use std::time::Duration;

use axum::Extension;
use axum::extract::State;
use axum::response::{IntoResponse, Response};
use http::{HeaderValue, StatusCode, header};
use structure::App;
use web::edge::Meant;

use super::model::Condition;
use crate::operations::lag;

/// How long the database may take.
const PATIENCE: Duration = Duration::from_secs(2);

/// The process is about to stop. One process, one node: this is the node's own state.
static DRAINING: AtomicBool = AtomicBool::new(false);

/// From now on `/readyz` sends visitors to other nodes; what is under way is finished.
pub fn begin_drain() {
    DRAINING.store(true, Ordering::Relaxed);
}

/// `GET /healthz`: the process answers.
pub async fn alive() -> Response {
    plain(StatusCode::OK, "ok\n".to_owned())
}

/// `GET /readyz`: visitors may come.
pub async fn ready(State(app): State<App>) -> Response {
    match condition(&app).await.ready() {
        Ok(()) => plain(StatusCode::OK, "ready\n".to_owned()),
        Err(why) => plain(StatusCode::SERVICE_UNAVAILABLE, format!("not ready: {}\n", why.word())),
    }
}

/// What this node knows of itself.
pub async fn condition(app: &App) -> Condition {
    let head = *app.db.journal_head().borrow();
    let answered = tokio::time::timeout(PATIENCE, app.db.ping()).await;
    Condition {
        draining: DRAINING.load(Ordering::Relaxed),
        database: matches!(answered, Ok(Ok(()))),
        lag: app.followers.positions().into_iter().map(|(_, at)| lag(head, at.seq)).max(),
    }
}

fn plain(status: StatusCode, text: String) -> Response {
    let no_store = (header::CACHE_CONTROL, HeaderValue::from_static("no-store"));
    (status, [no_store], Extension(Meant), text).into_response()
}
