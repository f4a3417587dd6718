//! `GET /exports/unpublished/{format}`: the list as it is narrowed, as CSV or XLSX.

use axum::body::Body;
use axum::response::Response;
use http::{HeaderValue, header};
use office::lists::{Line, csv, xlsx};
use platform::FaultContext;
use structure::Staff;
use web::extract::{Path, Query};
use web::template_functions::query_encode;
use web::{Answer, Refusal};

use super::console::{Asked, reason_name};
use super::gathering::gather;
use super::model::Item;

const HEADS: [&str; 9] = [
    "unpublished-key",
    "unpublished-title-of",
    "unpublished-reason",
    "unpublished-unit",
    "unpublished-column",
    "unpublished-formed",
    "unpublished-due",
    "unpublished-late",
    "withholdings-title",
];

/// The file.
pub(super) async fn file(
    staff: Staff,
    Path(format): Path<String>,
    Query(asked): Query<Asked>,
) -> Answer {
    let items = gather(&staff).await?;
    let wanted = items.iter().filter(|item| asked.holds(&staff, item));
    let mut lines: Vec<Line> = wanted.map(|item| line(&staff, item)).collect();
    let heading: Line = HEADS.iter().map(|key| staff.t(key)).collect();
    let title = staff.t("unpublished-title");
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

fn line(staff: &Staff, item: &Item) -> Line {
    let tree = staff.app.tree();
    let now = staff.app.clock().now();
    vec![
        item.document.as_ref().map(|(_, key)| key.clone()).unwrap_or_default(),
        item.title.clone(),
        reason_name(staff, item.reason),
        tree.unit(item.unit).map(|unit| unit.name.clone()).unwrap_or_default(),
        tree.column(item.column).map(|column| column.name.clone()).unwrap_or_default(),
        item.formed_on.to_string(),
        item.due.date(),
        item.days_late(now).to_string(),
        item.withholding.map(|state| staff.t(state.key())).unwrap_or_default(),
    ]
}
