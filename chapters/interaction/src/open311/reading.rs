//! `GET requests` and `requests/{id}`: what is published, masked; and to an app with its key where its
//! own requests stand.

use cases::cases::CaseRecord;
use cases::publications::{PublishedItem, PublishedSpan, published_by_receipt, published_in};
use chrono::DateTime;
use platform::Time;
use platform::clock::parse_day;
use serde::Deserialize;
use structure::sessions::Arrival;
use structure::{UnitId, Visitor};
use utoipa::IntoParams;
use web::extract::{Path, Query};
use web::{Answer, Error};

use super::format::Format;
use super::services::{is_ours, name};
use super::shapes::Open311Request;
use super::stop::Stopped;
use super::tokens::own_record;
use crate::kind::LETTERS;
use crate::limits;

/// Requests of one answer, as the standard has it.
const MOST: i64 = 1_000;
/// Days that one question may span, as the standard has it.
const SPAN: i64 = 90;
/// Codes and ids of one question.
const LISTED: usize = 100;

/// What is asked for.
#[derive(Debug, Default, Deserialize, IntoParams)]
#[serde(default)]
#[into_params(parameter_in = Query)]
pub(crate) struct RequestParams {
    /// The portal's domain; may be left out.
    jurisdiction_id: String,
    /// Ids, separated by commas: then nothing else restricts.
    service_request_id: String,
    /// Services' codes, separated by commas.
    service_code: String,
    /// Received at this moment or later, `2026-11-01T00:00:00+08:00`, or on this day or later; empty or left out:
    /// 90 days ago.
    #[param(
        pattern = "^([0-9]{4}-[0-9]{2}-[0-9]{2}([Tt ][0-9]{2}:[0-9]{2}:[0-9]{2}(\\.[0-9]+)?([Zz]|[+-][0-9]{2}:[0-9]{2}))?)?$"
    )]
    start_date: String,
    /// Received before it, written like the other; at most 90 days later.
    #[param(
        pattern = "^([0-9]{4}-[0-9]{2}-[0-9]{2}([Tt ][0-9]{2}:[0-9]{2}:[0-9]{2}(\\.[0-9]+)?([Zz]|[+-][0-9]{2}:[0-9]{2}))?)?$"
    )]
    end_date: String,
    /// `open` or `closed`, or both with a comma. What is published is answered, and so closed.
    #[param(pattern = "^((open|closed)(,(open|closed))?)?$")]
    status: String,
}

/// An app's key.
#[derive(Debug, Default, Deserialize, IntoParams)]
#[serde(default)]
#[into_params(parameter_in = Query)]
pub(crate) struct KeyParams {
    /// The portal's domain; may be left out.
    pub jurisdiction_id: String,
    /// With it an app sees where its own requests stand.
    pub api_key: String,
}

/// Lists published requests, newest first.
#[utoipa::path(
    get, path = "/open311/v2/requests.{format}", tag = "open311", operation_id = "open311_requests",
    params(("format" = inline(Format), Path, description = "`json` or `xml`"), RequestParams),
    responses(
        (status = 200, body = Vec<Open311Request>),
        (status = 400, body = Vec<super::shapes::Open311Error>, description = "A parameter is wrong"),
    ),
)]
pub(crate) async fn list(
    visitor: Visitor,
    arrival: Arrival,
    format: Format,
    params: Result<Query<RequestParams>, Error>,
) -> Answer {
    let found = listed(&visitor, &arrival, params).await;
    format.answer(&visitor, "service_requests", found)
}

async fn listed(
    visitor: &Visitor,
    arrival: &Arrival,
    params: Result<Query<RequestParams>, Error>,
) -> Result<Vec<Open311Request>, Stopped> {
    limits::reads(arrival)?;
    let Query(params) = params?;
    is_ours(visitor, &params.jurisdiction_id)?;
    let receipts = words(&params.service_request_id)?;
    let themes = words(&params.service_code)?;
    if themes.iter().any(|code| !LETTERS.has_theme(code)) {
        return Err(Stopped::told(404, "open311-service-unknown"));
    }
    let statuses = words(&params.status)?;
    if statuses.iter().any(|word| !matches!(word.as_str(), "open" | "closed")) {
        return Err(Stopped::told(400, "open311-status"));
    }
    if !statuses.is_empty() && !statuses.iter().any(|word| word == "closed") {
        return Ok(Vec::new());
    }
    let (from, until) = if receipts.is_empty() { span(visitor, &params)? } else { (None, None) };
    let span =
        PublishedSpan { kind: LETTERS.code, themes: &themes, receipts: &receipts, from, until };
    let items = published_in(&visitor.app.db, &span, MOST).await?;
    Ok(items.iter().map(|item| public(visitor, item)).collect())
}

/// Words with commas between them.
fn words(text: &str) -> Result<Vec<String>, Stopped> {
    let words: Vec<String> =
        text.split(',').map(str::trim).filter(|word| !word.is_empty()).map(str::to_owned).collect();
    if words.len() > LISTED {
        return Err(Stopped::told(400, "open311-too-many"));
    }
    Ok(words)
}

/// From when until when.
fn span(
    visitor: &Visitor,
    params: &RequestParams,
) -> Result<(Option<Time>, Option<Time>), Stopped> {
    let now = visitor.app.clock().now();
    let (start, end) = (moment(&params.start_date)?, moment(&params.end_date)?);
    let (from, until) = match (start, end) {
        (Some(start), Some(end)) => (start, end),
        (Some(start), None) => (start, start.plus_days(SPAN)),
        (None, Some(end)) => (end.plus_days(-SPAN), end),
        (None, None) => {
            let end = now.plus_seconds(1);
            (end.plus_days(-SPAN), end)
        }
    };
    if until < from || until.seconds_since(from) > SPAN * 86_400 {
        return Err(Stopped::told(400, "open311-span"));
    }
    Ok((Some(from), Some(until)))
}

fn moment(text: &str) -> Result<Option<Time>, Stopped> {
    if text.is_empty() {
        return Ok(None);
    }
    let day = || parse_day(text).map(Time::from_day);
    let exact = DateTime::parse_from_rfc3339(text).ok();
    let moment = exact.map(|exact| Time(exact.timestamp_micros())).or_else(day);
    moment.map(Some).ok_or_else(|| Stopped::told(400, "open311-date"))
}

fn unit_name(visitor: &Visitor, unit: UnitId) -> String {
    visitor.tree.unit(unit).map(|unit| unit.name.clone()).unwrap_or_default()
}

/// A request as everybody may read it.
fn public(visitor: &Visitor, item: &PublishedItem) -> Open311Request {
    let path = format!("{}/{}", LETTERS.published_path, item.receipt);
    Open311Request {
        service_request_id: item.receipt.clone(),
        status: "closed".to_owned(),
        status_notes: Some(item.reply.clone()),
        service_name: name(visitor, &item.theme),
        service_code: item.theme.clone(),
        description: Some(item.body.clone()),
        agency_responsible: unit_name(visitor, item.unit_id),
        service_notice: Some(visitor.absolute(&visitor.url(&path))),
        requested_datetime: item.received_at.rfc3339(),
        updated_datetime: item.answered_at.map(Time::rfc3339),
        expected_datetime: None,
        ..bare()
    }
}

/// An app's own request: where it stands, without what was written.
fn own(visitor: &Visitor, record: &CaseRecord) -> Open311Request {
    Open311Request {
        service_request_id: record.receipt.clone(),
        status: if record.state.is_open() { "open" } else { "closed" }.to_owned(),
        status_notes: Some(visitor.app.messages.t(record.state.key(), &[])),
        service_name: name(visitor, &record.theme),
        service_code: record.theme.clone(),
        agency_responsible: unit_name(visitor, record.unit_id),
        requested_datetime: record.received_at.rfc3339(),
        updated_datetime: Some(record.changed_at.rfc3339()),
        expected_datetime: record.due().map(Time::rfc3339),
        ..bare()
    }
}

fn bare() -> Open311Request {
    Open311Request {
        service_request_id: String::new(),
        status: String::new(),
        status_notes: None,
        service_name: String::new(),
        service_code: String::new(),
        description: None,
        agency_responsible: String::new(),
        service_notice: None,
        requested_datetime: String::new(),
        updated_datetime: None,
        expected_datetime: None,
        address: None,
        address_id: None,
        zipcode: None,
        lat: None,
        long: None,
        media_url: None,
    }
}

/// Shows a published request; to an app with its key also where its own stands.
#[utoipa::path(
    get, path = "/open311/v2/requests/{service_request_id}.{format}", tag = "open311",
    operation_id = "open311_request",
    params(
        ("service_request_id" = String, Path, description = "Receipt number"),
        ("format" = inline(Format), Path, description = "`json` or `xml`"), KeyParams,
    ),
    responses(
        (status = 200, body = Vec<Open311Request>),
        (status = 403, body = Vec<super::shapes::Open311Error>, description = "No valid key"),
        (status = 404, body = Vec<super::shapes::Open311Error>, description = "There is none, or it is not published"),
    ),
)]
pub(crate) async fn show(
    visitor: Visitor,
    arrival: Arrival,
    format: Format,
    Path(file): Path<String>,
    params: Result<Query<KeyParams>, Error>,
) -> Answer {
    let found = one(&visitor, &arrival, (format.stem(&file), params)).await;
    format.answer(&visitor, "service_requests", found.map(|request| [request]))
}

async fn one(
    visitor: &Visitor,
    arrival: &Arrival,
    (receipt, params): (Option<&str>, Result<Query<KeyParams>, Error>),
) -> Result<Open311Request, Stopped> {
    limits::reads(arrival)?;
    let Query(params) = params?;
    is_ours(visitor, &params.jurisdiction_id)?;
    let missing = || Stopped::told(404, "open311-request-unknown");
    let receipt = receipt.ok_or_else(missing)?;
    let db = &visitor.app.db;
    if let Some(item) = published_by_receipt(db, LETTERS.code, receipt).await? {
        return Ok(public(visitor, &item));
    }
    let record = own_record(visitor, arrival, (receipt, &params.api_key)).await?;
    record.map(|record| own(visitor, &record)).ok_or_else(missing)
}
