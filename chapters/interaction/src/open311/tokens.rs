//! `GET tokens/{token}`: which request an app's own number led to, however its answer was lost.

use cases::cases::{CaseRecord, by_receipt};
use cases::publications::published_by_receipt;
use cases::sources::{Source, by_number, is_from};
use structure::Visitor;
use structure::sessions::Arrival;
use web::extract::{Path, Query};
use web::{Answer, Error};

use super::format::Format;
use super::reading::KeyParams;
use super::services::is_ours;
use super::shapes::Open311Token;
use super::stop::Stopped;
use crate::kind::LETTERS;
use crate::limits;
use crate::systems::System;

/// The request of an id or of an app's own number, for the app that sent it.
pub(super) async fn own_record(
    visitor: &Visitor,
    arrival: &Arrival,
    (named, key): (&str, &str),
) -> Result<Option<CaseRecord>, Stopped> {
    if key.is_empty() {
        return Ok(None);
    }
    let system = System::showing(visitor, arrival, key).await?;
    let system = system.ok_or_else(|| Stopped::told(403, "open311-key"))?;
    let db = &visitor.app.db;
    let letter = |record: &CaseRecord| record.kind == LETTERS.code;
    if let Some(record) = by_receipt(db, named).await?.filter(letter)
        && is_from(db, record.id, &system.word).await?
    {
        return Ok(Some(record));
    }
    let source = Source { system: &system.word, number: named };
    Ok(by_number(db, source).await?.filter(letter))
}

/// Shows which request a token led to. A token is the app's own number of it, or its id: ids are given
/// at once, so nobody has to wait for one.
#[utoipa::path(
    get, path = "/open311/v2/tokens/{token}.{format}", tag = "open311", operation_id = "open311_token",
    params(
        ("token" = String, Path, description = "The app's own number, or an id"),
        ("format" = inline(Format), Path, description = "`json` or `xml`"), KeyParams,
    ),
    responses(
        (status = 200, body = Vec<Open311Token>),
        (status = 403, body = Vec<super::shapes::Open311Error>, description = "No valid key"),
        (status = 404, body = Vec<super::shapes::Open311Error>, description = "It led to none"),
    ),
)]
pub(crate) async fn show(
    visitor: Visitor,
    arrival: Arrival,
    format: Format,
    Path(file): Path<String>,
    params: Result<Query<KeyParams>, Error>,
) -> Answer {
    let found = led(&visitor, &arrival, (format.stem(&file), params)).await;
    format.answer(&visitor, "service_requests", found.map(|token| [token]))
}

async fn led(
    visitor: &Visitor,
    arrival: &Arrival,
    (token, params): (Option<&str>, Result<Query<KeyParams>, Error>),
) -> Result<Open311Token, Stopped> {
    limits::reads(arrival)?;
    let Query(params) = params?;
    is_ours(visitor, &params.jurisdiction_id)?;
    let missing = || Stopped::told(404, "open311-token-unknown");
    let token = token.ok_or_else(missing)?;
    let known = published_by_receipt(&visitor.app.db, LETTERS.code, token).await?;
    let receipt = if let Some(item) = known {
        item.receipt
    } else {
        let record = own_record(visitor, arrival, (token, &params.api_key)).await?;
        record.ok_or_else(missing)?.receipt
    };
    Ok(Open311Token { service_request_id: receipt, token: token.to_owned() })
}
