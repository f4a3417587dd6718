//! What only tests may do: move the clock, run all jobs. Compiled with the feature `test-control`
//! and in no release.

use std::time::Duration;

use axum::Router;
use axum::extract::State;
use axum::routing::post;
use http::StatusCode;
use platform::jobs::{JobState, find_jobs};
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
    // A worker may have been quicker: what it has begun is waited for, and what that leads to is run.
    loop {
        app.runner.run_due().await?;
        if find_jobs(&app.db, Some(JobState::Running), 1, 0).await?.is_empty() {
            break;
        }
        tokio::time::sleep(Duration::from_millis(20)).await;
    }
    let head = *app.db.journal_head().borrow();
    app.settled(head).await;
    Ok(StatusCode::NO_CONTENT)
}
