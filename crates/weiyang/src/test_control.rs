//! What only tests may do: move the clock, run all jobs. Compiled with the feature `test-control`
//! and in no release.

use axum::Router;
use axum::extract::State;
use axum::routing::post;
use http::StatusCode;
use serde::Deserialize;
use structure::App;
use web::Answer;
use web::extract::Form;

/// Routes for tests.
pub fn router(app: &App) -> Router {
    Router::new()
        .route("/test/clock", post(advance))
        .route("/test/jobs", post(run_jobs))
        .with_state(app.clone())
}

#[derive(Deserialize)]
struct Advance {
    seconds: i64,
}

async fn advance(State(app): State<App>, Form(form): Form<Advance>) -> Answer<StatusCode> {
    app.clock().advance_seconds(form.seconds);
    Ok(StatusCode::NO_CONTENT)
}

async fn run_jobs(State(app): State<App>) -> Answer<StatusCode> {
    app.runner.run_due().await?;
    let head = *app.db.journal_head().borrow();
    app.settled(head).await;
    Ok(StatusCode::NO_CONTENT)
}
