//! `GET /cases/export/{format}`: the list as it is filtered, as CSV or XLSX. Who sent a case stays
//! masked in files too.

use axum::body::Body;
use axum::response::Response;
use http::{HeaderValue, header};
use office::lists::{Line as Cells, csv, xlsx};
use platform::FaultContext;
use structure::{Right, Staff};
use web::extract::{Path, Query};
use web::template_functions::query_encode;
use web::{Answer, Refusal};

use super::listing::{Asked, line};
use super::store::list;

/// Rows read at once.
const PIECE: i64 = 1_000;
const HEADS: [&str; 9] = [
    "case-receipt",
    "case-title",
    "case-theme",
    "case-holder",
    "case-unit",
    "case-state",
    "case-came",
    "case-due",
    "case-rating",
];

/// The file.
pub(super) async fn file(
    staff: Staff,
    Path(format): Path<String>,
    Query(asked): Query<Asked>,
) -> Answer {
    let scope = staff.scope(Right::ReadCases);
    let filter = asked.filter(&staff.app, staff.app.clock().now());
    let mut lines: Vec<Cells> = Vec::new();
    let mut offset = 0;
    loop {
        let records = list(&staff.app.db, &filter, &scope, (offset, PIECE)).await?;
        if records.is_empty() {
            break;
        }
        for record in &records {
            let line = line(&staff, record)?;
            lines.push(vec![
                line.receipt,
                line.title,
                line.theme,
                line.holder,
                line.unit,
                line.state,
                line.received,
                line.due.map(|(text, _)| text).unwrap_or_default(),
                line.rating.map(|rating| rating.to_string()).unwrap_or_default(),
            ]);
        }
        offset += PIECE;
    }
    let heading: Cells = HEADS.iter().map(|key| staff.t(key)).collect();
    written(&staff, format, (staff.t("cases-title"), heading), lines).await
}

/// A list as a file, in the format that an address names.
pub(super) async fn written(
    staff: &Staff,
    format: String,
    (title, heading): (String, Cells),
    mut lines: Vec<Cells>,
) -> Answer {
    let name = format!("{title}-{}", staff.app.clock().now().date());
    let made = tokio::task::spawn_blocking(move || match format.as_str() {
        "csv" => {
            lines.insert(0, heading);
            Some(csv(&lines, true).map(|bytes| ("csv", "text/csv; charset=utf-8", bytes)))
        }
        "xlsx" => {
            let kind = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";
            Some(xlsx(&title, &heading, &lines).map(|bytes| ("xlsx", kind, bytes)))
        }
        _ => None,
    });
    let made = made.await.doing("write a list")?.ok_or_else(Refusal::not_found)?;
    let (ending, media_type, bytes) = made.doing("write a list")?;
    let disposition = format!("attachment; filename*=UTF-8''{}.{ending}", query_encode(&name));
    let mut answer = Response::new(Body::from(bytes));
    let headers = answer.headers_mut();
    headers.insert(header::CONTENT_TYPE, HeaderValue::from_static(media_type));
    let disposition = HeaderValue::from_str(&disposition).doing("name a file")?;
    headers.insert(header::CONTENT_DISPOSITION, disposition);
    headers.insert(header::CACHE_CONTROL, HeaderValue::from_static("no-store"));
    Ok(answer)
}
