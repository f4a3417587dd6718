//! `POST requests`: a request becomes a letter exactly once.

use cases::cases::{FormKey, OpenForm, Opened};
use cases::clocks::working_days_after;
use cases::handling::tell_of;
use cases::sources::{Source, Through, content_number, open_through};
use platform::FaultContext;
use structure::Visitor;
use structure::sessions::Arrival;
use web::extract::Form;
use web::{Answer, Error, Message};

use super::format::Format;
use super::incoming::{Checked, Open311Post, checked};
use super::services::is_ours;
use super::shapes::Open311Created;
use super::stop::Stopped;
use crate::kind::LETTERS;
use crate::systems::System;

/// Takes a request. Idempotent on the app's own number (`attribute[number]` or the header
/// `Idempotency-Key`); without one, on the content of a day.
#[utoipa::path(
    post, path = "/open311/v2/requests.{format}", tag = "open311", operation_id = "open311_report",
    params(("format" = inline(Format), Path, description = "`json` or `xml`")),
    request_body(content = Open311Post, content_type = "application/x-www-form-urlencoded"),
    responses(
        (status = 200, body = Vec<Open311Created>),
        (status = 400, body = Vec<super::shapes::Open311Error>, description = "A field is wrong"),
        (status = 403, body = Vec<super::shapes::Open311Error>, description = "No valid key"),
        (status = 404, body = Vec<super::shapes::Open311Error>, description = "No such service"),
        (status = 409, body = Vec<super::shapes::Open311Error>, description = "The number has another content"),
    ),
)]
pub(crate) async fn create(
    visitor: Visitor,
    arrival: Arrival,
    format: Format,
    posted: Result<Form<Open311Post>, Error>,
) -> Answer {
    let taken = take(&visitor, &arrival, posted).await;
    format.answer(&visitor, "service_requests", taken.map(|created| [created]))
}

async fn take(
    visitor: &Visitor,
    arrival: &Arrival,
    posted: Result<Form<Open311Post>, Error>,
) -> Result<Open311Created, Stopped> {
    let Form(mut post) = posted?;
    let header = |name: &str| {
        visitor.headers.get(name).and_then(|value| value.to_str().ok()).unwrap_or_default()
    };
    let bearer = header("authorization").strip_prefix("Bearer ").unwrap_or_default();
    let key = if post.api_key.is_empty() { bearer } else { &post.api_key };
    let system = System::showing(visitor, arrival, key).await?;
    let system = system.ok_or_else(|| Stopped::told(403, "open311-key"))?;
    is_ours(visitor, &post.jurisdiction_id)?;
    if post.number.trim().is_empty() {
        header("idempotency-key").trim().clone_into(&mut post.number);
    }
    let good = checked(visitor, &post)?;
    let opened = opened(visitor, &system, (&post, good)).await?;
    if opened.seq.is_some() {
        tell_of(&visitor.app, &opened.record).await?;
    }
    Ok(created(visitor, &post, &opened))
}

async fn opened(
    visitor: &Visitor,
    system: &System,
    (post, good): (&Open311Post, Checked),
) -> Result<Box<Opened>, Stopped> {
    let app = &visitor.app;
    let content = serde_json::to_string(post).doing("mark a request")?;
    let number = match post.number.trim() {
        "" => content_number(app, &content)?,
        number => number.to_owned(),
    };
    let source = Source { system: &system.word, number: &number };
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
    match open_through(app, (system.actor(), source), form, &content).await? {
        Through::Here(opened) => Ok(opened),
        Through::Different => Err(Stopped::told(409, "hotline-number-taken")),
    }
}

fn created(visitor: &Visitor, post: &Open311Post, opened: &Opened) -> Open311Created {
    let record = &opened.record;
    let answer = working_days_after(record.accept_due, LETTERS.clocks.answer_days);
    let notice = Message::new("open311-notice")
        .with("accept", record.accept_due.date())
        .with("answer", answer.date())
        .with("secret", opened.secret.reveal());
    let mut service_notice = visitor.app.messages.text(&notice);
    if !post.media_url.trim().is_empty() {
        service_notice.push_str(&visitor.app.messages.t("open311-no-media", &[]));
    }
    Open311Created { service_request_id: record.receipt.clone(), service_notice, account_id: None }
}
