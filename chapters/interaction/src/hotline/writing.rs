//! `POST /api/v1/cases`: a letter for a caller.

use cases::cases::{FormKey, OpenForm};
use cases::handling::tell_of;
use cases::sources::{Source, Through, open_through};
use http::{HeaderValue, StatusCode, header};
use platform::FaultContext;
use structure::Visitor;
use structure::sessions::Arrival;
use web::extract::Json;
use web::{Answer, Refusal};

use super::incoming::{HotlineLetter, checked};
use super::reach::Found;
use super::shapes::{HotlineCase, answer, shape};
use crate::kind::LETTERS;
use crate::systems::System;

/// Opens a letter for a caller. Idempotent on `number`: the same letter again gets the same receipt
/// and secret; another letter under the same number is refused.
#[utoipa::path(
    post, path = "/api/v1/cases", tag = "hotline", operation_id = "open_case",
    request_body = HotlineLetter, security(("key" = [])),
    responses(
        (status = 201, body = HotlineCase, description = "Opened"),
        (status = 200, body = HotlineCase, description = "It was here already"),
        (status = 401, description = "No valid key", content_type = "application/problem+json"),
        (status = 403, description = "The key is for something else", content_type = "application/problem+json"),
        (status = 409, description = "The number has another content", content_type = "application/problem+json"),
        (status = 422, description = "A field is wrong", content_type = "application/problem+json"),
    )
)]
pub(crate) async fn create(
    visitor: Visitor,
    arrival: Arrival,
    Json(letter): Json<HotlineLetter>,
) -> Answer {
    let system = System::of(&visitor, &arrival).await?;
    let good = checked(&visitor, &letter)?;
    let app = &visitor.app;
    let source = Source { system: &system.word, number: &good.number };
    let form = OpenForm {
        kind: &LETTERS,
        site: visitor.site_id,
        unit: good.unit,
        theme: good.theme,
        title: good.title,
        body: good.body,
        holder: good.holder,
        wants_public: good.wants_public,
        files: Vec::new(),
        key: FormKey::of_source(&app.secret, source.system, source.number)?,
    };
    let content = serde_json::to_string(&letter).doing("mark a letter")?;
    let through = open_through(app, (system.actor(), source), form, &content).await?;
    let Through::Here(opened) = through else {
        return Err(Refusal::conflict().saying("hotline-number-taken").into());
    };
    let status = match opened.seq {
        Some(_) => {
            tell_of(app, &opened.record).await?;
            StatusCode::CREATED
        }
        None => StatusCode::OK,
    };
    let location = visitor.url(&format!("api/v1/cases/{}", opened.record.receipt));
    let found = Found { record: opened.record, number: Some(good.number.clone()) };
    let case =
        HotlineCase { secret: Some(opened.secret.reveal()), ..shape(&visitor, &found).await? };
    let mut response = answer(status, &case);
    let location = HeaderValue::from_str(&location).doing("name a letter's address")?;
    response.headers_mut().insert(header::LOCATION, location);
    Ok(response)
}
