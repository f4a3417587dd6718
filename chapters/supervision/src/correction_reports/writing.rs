//! `/correction-reports/new`: a reader says what is wrong, and has a receipt when it is stored.

use axum::response::IntoResponse;
use cases::cases::{FormKey, OpenForm, Opened, open_with};
use cases::clocks::working_days_after;
use cases::handling::tell_of;
use documents::addresses::url_of;
use documents::documents::by_key;
use documents::live::{LiveDocument, live_document};
use http::{StatusCode, header};
use serde::Deserialize;
use serde_json::{Value, json};
use structure::Visitor;
use structure::frame::{Frame, Place};
use structure::sessions::Arrival;
use web::extract::Query;
use web::form_data::FormData;
use web::forms::{FormState, form_values};
use web::refusal::FieldError;
use web::{Answer, Error, Refusal};

use super::form::{AROUND, QUOTE, ReportForm, SUGGESTION, read, shortened};
use super::kind::corrections;
use super::place::Reported;
use super::store::place_row;
use super::{CORRECTIONS, limits};

/// What a page leads here with.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub(super) struct Led {
    document: String,
    quote: String,
    before: String,
    after: String,
}

/// `GET /correction-reports/new`
pub(super) async fn blank(visitor: Visitor, arrival: Arrival, Query(led): Query<Led>) -> Answer {
    let live = reported_document(&visitor, &led.document).await?;
    let key = FormKey::draw();
    let form = FormState::of(form_values([
        ("document", live.document.key.as_str()),
        ("quote", shortened(&led.quote, QUOTE).as_str()),
        ("before", shortened(&led.before, AROUND).as_str()),
        ("after", shortened(&led.after, AROUND).as_str()),
        ("key", key.reveal()),
    ]));
    page(&visitor, StatusCode::OK, (&live, form), &limits::asker(&arrival))
}

/// The live document of a form. What was withdrawn is no longer there to be mended.
async fn reported_document(visitor: &Visitor, key: &str) -> Result<LiveDocument, Error> {
    let missing = || Refusal::not_found().saying("correction-no-document");
    let db = &visitor.app.db;
    let document = by_key(db, key).await?.filter(|one| one.trashed_at.is_none());
    let document = document.ok_or_else(missing)?;
    Ok(live_document(db, document.id).await?.ok_or_else(missing)?)
}

fn page(
    visitor: &Visitor,
    status: StatusCode,
    (live, form): (&LiveDocument, FormState),
    asker: &str,
) -> Answer {
    let messages = &visitor.app.messages;
    let accept = working_days_after(visitor.app.clock().now(), CORRECTIONS.clocks.accept_days);
    let answer = working_days_after(accept, CORRECTIONS.clocks.answer_days);
    let theme = |word: &&str| json!({ "value": word, "label": messages.t(&CORRECTIONS.theme_key(word), &[]) });
    let content = json!({
        "action": visitor.url("correction-reports/new"),
        "challenge": challenges::offered(&visitor.app, asker, form.values.get("key"))?,
        "form": form.shown(messages),
        "themes": CORRECTIONS.themes.iter().map(theme).collect::<Vec<_>>(),
        "document_title": live.revision.content.title,
        "document_url": url_of(&visitor.tree, &live.document),
        "quote_limit": QUOTE, "limit": SUGGESTION,
        "accept_by": accept.date(), "answer_by": answer.date(),
        "status_url": visitor.url("correction-reports/status"),
    });
    let name = ("correction-new", "correction-reports/new");
    private(visitor, status, name, ("correction_reports/new.html", content))
}

/// A page for one person: framed like all others, kept by no cache.
pub(super) fn private(
    visitor: &Visitor,
    status: StatusCode,
    (name, path): (&str, &str),
    (template, content): (&str, Value),
) -> Answer {
    let place = Place {
        name: Some(visitor.app.messages.t(name, &[])),
        path: path.to_owned(),
        ..Place::default()
    };
    let page = Frame::of(visitor, place)?.render(visitor, template, content, vec![])?;
    let headers = [
        (header::CONTENT_TYPE, "text/html; charset=utf-8"),
        (header::CACHE_CONTROL, "private, no-store"),
    ];
    Ok((status, headers, page.body).into_response())
}

/// `POST /correction-reports/new`: the same form twice is one report, and gets the same answer.
pub(super) async fn create(visitor: Visitor, arrival: Arrival, data: FormData) -> Answer {
    limits::reports(&arrival)?;
    let asker = limits::asker(&arrival);
    let live = reported_document(&visitor, data.get("document")).await?;
    let refused = StatusCode::UNPROCESSABLE_ENTITY;
    let form = match read(&data) {
        Ok(form) => form,
        Err(form) => return page(&visitor, refused, (&live, with_key(form)), &asker),
    };
    let passage = (asker.as_str(), form.key.reveal());
    if let Err(key) = challenges::check(&visitor.app, passage, &data).await? {
        let form = FormState { values: data, errors: vec![FieldError::new("challenge", key)] };
        return page(&visitor, refused, (&live, form), &asker);
    }
    let around = |name: &str| shortened(data.get(name), AROUND);
    let reported = Reported {
        document: live.document.id,
        revision: live.revision.id,
        page: live_path(&visitor, &live),
        quote: form.quote.clone(),
        text_before: around("before"),
        text_after: around("after"),
        suggestion: form.suggestion.clone(),
    };
    let rows = vec![place_row(&visitor.app.db, &reported)];
    let opened = open_with(&visitor.app, open_form(&visitor, &live, form)?, rows).await?;
    if opened.seq.is_some() {
        challenges::sent(&visitor.app, &asker);
        tell_of(&visitor.app, &opened.record).await?;
    }
    acknowledge(&visitor, &opened)
}

fn live_path(visitor: &Visitor, live: &LiveDocument) -> String {
    let column = visitor.tree.column(live.document.column_id);
    column.map_or_else(String::new, |column| {
        visitor.tree.path_on_host(column.site_id, &live.document.path_in(&column.path))
    })
}

/// The case: its text says the same as its place, so that lists, searches and exports do too.
fn open_form(visitor: &Visitor, live: &LiveDocument, form: ReportForm) -> Result<OpenForm, Error> {
    let messages = &visitor.app.messages;
    let title: String = live.revision.content.title.chars().take(60).collect();
    let key = if form.quote.is_empty() { "correction-body-plain" } else { "correction-body" };
    let body = messages.t(
        key,
        &[("quote", form.quote.clone().into()), ("suggestion", form.suggestion.clone().into())],
    );
    Ok(OpenForm {
        kind: corrections()?,
        site: visitor.site_id,
        unit: live.document.unit_id,
        theme: form.theme,
        title,
        body,
        holder: form.holder,
        wants_public: false,
        files: Vec::new(),
        key: form.key,
    })
}

/// A form whose key was lost gets a new one: otherwise it could never be sent.
fn with_key(mut form: FormState) -> FormState {
    if FormKey::parse(form.values.get("key")).is_none() {
        form.values.remove("key");
        form.values.push("key", FormKey::draw().reveal());
    }
    form
}

fn acknowledge(visitor: &Visitor, opened: &Opened) -> Answer {
    let record = &opened.record;
    let unit = visitor.tree.unit(record.unit_id).map_or("", |unit| unit.name.as_str());
    let answer = working_days_after(record.accept_due, CORRECTIONS.clocks.answer_days);
    let content = json!({
        "receipt": record.receipt, "secret": opened.secret.reveal(), "title_of": record.title,
        "unit_name": unit, "accept_by": record.accept_due.date(), "answer_by": answer.date(),
        "status_url": visitor.url(&format!("correction-reports/status?receipt={}", record.receipt)),
    });
    let name = ("correction-received", "correction-reports/new");
    private(visitor, StatusCode::OK, name, ("correction_reports/received.html", content))
}
