//! `POST …/additions` and `…/rating`: what a caller says about their letter.

use cases::cases::{FormKey, by_receipt};
use cases::handling::{self, tell_of};
use http::StatusCode;
use structure::Visitor;
use structure::sessions::Arrival;
use web::extract::{Json, Path};
use web::{Answer, Error, FieldError, Refusal};

use super::incoming::{Addition, HotlineRating, added};
use super::reach::{found, own};
use super::shapes::{HotlineCase, answer, shape};
use crate::systems::System;

/// Characters of the reason of a rating.
const REASON: usize = 500;

/// Adds what the caller says. Idempotent on `number`; if the office had asked, its clock goes on.
#[utoipa::path(
    post, path = "/api/v1/cases/{receipt}/additions", tag = "hotline", operation_id = "add_to_case",
    params(("receipt" = String, Path, description = "Receipt number")),
    request_body = Addition, security(("key" = [])),
    responses(
        (status = 201, body = HotlineCase, description = "Said"),
        (status = 200, body = HotlineCase, description = "It had been said already"),
        (status = 401, description = "No valid key", content_type = "application/problem+json"),
        (status = 403, description = "Another's letter", content_type = "application/problem+json"),
        (status = 404, description = "There is none, or not for this key", content_type = "application/problem+json"),
        (status = 409, description = "The letter has ended", content_type = "application/problem+json"),
        (status = 422, description = "A field is wrong", content_type = "application/problem+json"),
    )
)]
pub(crate) async fn add(
    visitor: Visitor,
    arrival: Arrival,
    Path(receipt): Path<String>,
    Json(addition): Json<Addition>,
) -> Answer {
    let system = System::of(&visitor, &arrival).await?;
    own(&visitor, &system, &receipt).await?;
    let (number, text) = added(&addition)?;
    let app = &visitor.app;
    let key = FormKey::of_source(&app.secret, &format!("{}/{receipt}", system.word), &number)?;
    let said = handling::add(app, system.actor(), &receipt, (&text, &[]), &key).await?;
    let status = if said.is_some() { StatusCode::CREATED } else { StatusCode::OK };
    if said.is_some()
        && let Some(now) = by_receipt(&app.db, &receipt).await?
    {
        tell_of(app, &now).await?;
    }
    shown(&visitor, &system, (&receipt, status)).await
}

/// Rates the answer for the caller; it can be changed.
#[utoipa::path(
    post, path = "/api/v1/cases/{receipt}/rating", tag = "hotline", operation_id = "rate_case",
    params(("receipt" = String, Path, description = "Receipt number")),
    request_body = HotlineRating, security(("key" = [])),
    responses(
        (status = 200, body = HotlineCase),
        (status = 401, description = "No valid key", content_type = "application/problem+json"),
        (status = 403, description = "Another's letter", content_type = "application/problem+json"),
        (status = 404, description = "There is none, or not for this key", content_type = "application/problem+json"),
        (status = 409, description = "It is not answered", content_type = "application/problem+json"),
        (status = 422, description = "A field is wrong", content_type = "application/problem+json"),
    )
)]
pub(crate) async fn rate(
    visitor: Visitor,
    arrival: Arrival,
    Path(receipt): Path<String>,
    Json(rating): Json<HotlineRating>,
) -> Answer {
    let system = System::of(&visitor, &arrival).await?;
    own(&visitor, &system, &receipt).await?;
    if rating.words.chars().count() > REASON {
        let error = FieldError::new("words", "hotline-words-too-long");
        return Err(Refusal::unprocessable(vec![error]).into());
    }
    let said = (rating.rating, rating.words.as_str());
    handling::rate(&visitor.app, system.actor(), &receipt, said).await?;
    shown(&visitor, &system, (&receipt, StatusCode::OK)).await
}

async fn shown(
    visitor: &Visitor,
    system: &System,
    (receipt, status): (&str, StatusCode),
) -> Result<axum::response::Response, Error> {
    let found = found(visitor, system, receipt).await?;
    Ok(answer(status, &shape(visitor, &found).await?))
}
