//! `POST /api/v1/imports/documents`: what units' own systems send. It becomes drafts, which go through
//! the column's reviews like everything else (articles 6, 19).

use axum::Json;
use axum::body::Bytes;
use axum::response::IntoResponse;
use documents::Context;
use documents::imports::{ImportTarget, Landing, import_batch, read_line};
use http::{HeaderMap, StatusCode};
use platform::{Actor, FaultContext};
use serde::{Deserialize, Serialize};
use structure::api_keys::{ApiKey, KeyUse, bearer};
use structure::columns::Column;
use structure::visitor::Visitor;
use utoipa::{IntoParams, ToSchema};
use web::extract::Query;
use web::{Answer, FieldError, Refusal};

/// Lines of one transaction.
const BATCH: usize = 500;
/// Lines of one request.
const MOST_LINES: usize = 10_000;

/// What a body of JSON lines calls itself.
const LINES: [&str; 3] = ["application/x-ndjson", "application/ndjson", "application/jsonl"];

/// Where the documents go.
#[derive(Debug, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
pub struct ImportParams {
    /// The column's path.
    pub column: String,
    /// The code of their kind; otherwise `articles`.
    pub r#type: Option<String>,
}

/// A line and what is wrong or doubtful about it.
#[derive(Serialize, ToSchema)]
pub struct LineNote {
    /// From 1.
    pub line: usize,
    /// In words.
    pub problem: String,
}

/// What became of the lines.
#[derive(Default, Serialize, ToSchema)]
pub struct ImportAnswer {
    /// New drafts.
    pub added: usize,
    /// Lines whose `id` was there already; they changed nothing.
    pub present: usize,
    /// Lines that were not taken.
    pub refused: Vec<LineNote>,
    /// Lines that were taken, with something a person should look at.
    pub doubtful: Vec<LineNote>,
}

/// Takes documents, one JSON object a line: `id`, `title`, `body_html`, `published_at`, `source`,
/// `author`, `tags`. Idempotent on `id`.
#[utoipa::path(
    post, path = "/api/v1/imports/documents", tag = "imports", params(ImportParams),
    request_body(content = String, content_type = "application/x-ndjson"),
    security(("key" = [])),
    responses(
        (status = 200, body = ImportAnswer),
        (status = 401, description = "No valid key", content_type = "application/problem+json"),
        (status = 403, description = "The key does not reach this column", content_type = "application/problem+json"),
        (status = 422, description = "A parameter is wrong", content_type = "application/problem+json"),
    )
)]
pub async fn create(
    visitor: Visitor,
    Query(params): Query<ImportParams>,
    headers: HeaderMap,
    body: Bytes,
) -> Answer {
    let key = bearer(&visitor.app.db, &headers).await?;
    if !LINES.contains(&&*web::extract::media_type(&headers)) {
        return Err(Refusal::unsupported_media().saying("api-expects-lines").into());
    }
    if key.used_for != KeyUse::Documents {
        return Err(Refusal::forbidden().saying("api-key-other-use").into());
    }
    let column = visitor.tree.column_by_path(visitor.site_id, params.column.trim_matches('/'));
    let column = column.ok_or_else(|| wrong("column", "api-column-unknown"))?;
    reaches(&visitor, &key, column)?;
    let ctx = Context::of(&visitor.app)?;
    let kind = params.r#type.unwrap_or_else(|| "articles".to_owned());
    if ctx.kinds.find(&kind).is_none() {
        return Err(wrong("type", "api-type-unknown").into());
    }
    let target =
        ImportTarget { column: column.id, unit: key.unit_id, kind, landing: Landing::Draft };
    let now = visitor.app.clock().now();
    let Ok(text) = String::from_utf8(body.to_vec()) else {
        return Err(Refusal::bad_request().saying("api-not-utf8").into());
    };
    // Cleaning is computation: not on the loop that other visitors' connections live on.
    let (good, mut answer) = tokio::task::spawn_blocking(move || read_lines(&text, now))
        .await
        .doing("read an import")??;
    let actor = Actor::ApiKey(key.id.0);
    let mut good = good.into_iter().peekable();
    while good.peek().is_some() {
        let batch = good.by_ref().take(BATCH).collect();
        let done = import_batch(&ctx, &actor, &target, batch).await?;
        answer.added += done.added;
        answer.present += done.present;
    }
    Ok((StatusCode::OK, Json(answer)).into_response())
}

fn wrong(field: &'static str, key: &'static str) -> Refusal {
    Refusal::unprocessable(vec![FieldError::new(field, key)])
}

/// The key's column and everything below; without one, the columns of the key's unit.
fn reaches(visitor: &Visitor, key: &ApiKey, column: &Column) -> Result<(), Refusal> {
    let inside = match key.column_id {
        Some(top) => visitor.tree.subtree(top).contains(&column.id.0),
        None => visitor.tree.unit_subtree(key.unit_id).contains(&column.unit_id.0),
    };
    if inside { Ok(()) } else { Err(Refusal::forbidden().saying("api-key-out-of-reach")) }
}

type Read = (Vec<documents::imports::Incoming>, ImportAnswer);

fn read_lines(text: &str, now: platform::Time) -> Result<Read, Refusal> {
    let (mut good, mut answer) = (Vec::new(), ImportAnswer::default());
    for (index, line) in text.lines().enumerate().filter(|(_, line)| !line.trim().is_empty()) {
        if good.len() + answer.refused.len() >= MOST_LINES {
            return Err(Refusal::too_large().saying("api-too-many-lines"));
        }
        let number = index + 1;
        match read_line(line, now) {
            Ok(incoming) => {
                for doubt in &incoming.doubts {
                    answer.doubtful.push(LineNote { line: number, problem: doubt.to_string() });
                }
                good.push(incoming);
            }
            Err(problem) => {
                answer.refused.push(LineNote { line: number, problem: problem.to_string() });
            }
        }
    }
    Ok((good, answer))
}
