//! `GET /api/v1/cases` and `/api/v1/cases/{receipt}`: what happened since, and where a letter stands.

use std::collections::BTreeSet;

use cases::cases::by_id;
use cases::sources::{Source, by_number, moved_after};
use http::StatusCode;
use platform::FaultContext;
use serde::Deserialize;
use structure::Visitor;
use structure::sessions::Arrival;
use utoipa::IntoParams;
use web::extract::{Path, Query};
use web::pager::{decode_cursor, encode_cursor};
use web::{Answer, FieldError, Refusal};

use super::reach::{found, reach, within};
use super::shapes::{HotlineCase, HotlineCasePage, answer, shape};
use crate::kind::LETTERS;
use crate::systems::System;

/// What is asked for.
#[derive(Debug, Default, Deserialize, IntoParams)]
#[serde(default)]
#[into_params(parameter_in = Query)]
pub(crate) struct CaseParams {
    /// Where the page before ended: its `next_cursor`; without one, from the beginning.
    pub cursor: Option<String>,
    /// Happenings of one page, at most 200; otherwise 100.
    #[param(value_type = Option<u32>, minimum = 1, maximum = 200)]
    pub limit: Option<String>,
    /// Only the letter with this number of the system's own.
    pub number: Option<String>,
}

/// Lists letters to which something happened behind a cursor: ask every few minutes.
#[utoipa::path(
    get, path = "/api/v1/cases", tag = "hotline", operation_id = "list_cases",
    params(CaseParams), security(("key" = [])),
    responses(
        (status = 200, body = HotlineCasePage),
        (status = 401, description = "No valid key", content_type = "application/problem+json"),
        (status = 422, description = "A parameter is wrong", content_type = "application/problem+json"),
    )
)]
pub(crate) async fn list(
    visitor: Visitor,
    arrival: Arrival,
    Query(params): Query<CaseParams>,
) -> Answer {
    let system = System::of(&visitor, &arrival).await?;
    let limit: i64 = params.limit.as_deref().map_or(100, |limit| limit.parse().unwrap_or(0));
    if !(1..=200).contains(&limit) {
        let error = FieldError::new("limit", "hotline-limit-out-of-range");
        return Err(Refusal::unprocessable(vec![error]).into());
    }
    let after: i64 = match params.cursor.as_deref().filter(|cursor| !cursor.is_empty()) {
        Some(cursor) => decode_cursor(cursor)?,
        None => 0,
    };
    let db = &visitor.app.db;
    let (mut items, mut last, mut more) = (Vec::new(), after, false);
    if let Some(number) = params.number.as_deref().filter(|number| !number.is_empty()) {
        let record = by_number(db, Source { system: &system.word, number }).await?;
        if let Some(record) = record.filter(|record| record.kind == LETTERS.code)
            && let Some(found) = within(&visitor, &system, record).await?
        {
            items.push(shape(&visitor, &found).await?);
        }
    } else {
        let moved = moved_after(db, &reach(&visitor, &system), (after, limit)).await?;
        more = i64::try_from(moved.len()).unwrap_or(0) == limit;
        last = moved.last().map_or(after, |moved| moved.seq);
        let ids: BTreeSet<_> = moved.into_iter().map(|moved| moved.case_id).collect();
        for id in ids {
            let record = by_id(db, id).await?.filter(|record| record.kind == LETTERS.code);
            let Some(record) = record else { continue };
            if let Some(found) = within(&visitor, &system, record).await? {
                items.push(shape(&visitor, &found).await?);
            }
        }
    }
    let next_cursor = encode_cursor(&last).doing("write a cursor")?;
    Ok(answer(StatusCode::OK, &HotlineCasePage { items, next_cursor, more }))
}

/// Shows where a letter stands, and its answer.
#[utoipa::path(
    get, path = "/api/v1/cases/{receipt}", tag = "hotline", operation_id = "show_case",
    params(("receipt" = String, Path, description = "Receipt number")), security(("key" = [])),
    responses(
        (status = 200, body = HotlineCase),
        (status = 401, description = "No valid key", content_type = "application/problem+json"),
        (status = 404, description = "There is none, or not for this key", content_type = "application/problem+json"),
    )
)]
pub(crate) async fn show(
    visitor: Visitor,
    arrival: Arrival,
    Path(receipt): Path<String>,
) -> Answer {
    let system = System::of(&visitor, &arrival).await?;
    let found = found(&visitor, &system, &receipt).await?;
    Ok(answer(StatusCode::OK, &shape(&visitor, &found).await?))
}
