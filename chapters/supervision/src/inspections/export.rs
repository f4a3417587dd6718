//! `GET /inspections/{id}/export/{format}`: what was found, as it is filtered, as CSV or XLSX.

use axum::body::Body;
use axum::response::Response;
use http::{HeaderValue, header};
use office::lists::{Line, csv, xlsx};
use platform::FaultContext;
use structure::{Right, Staff};
use web::extract::{Path, Query};
use web::template_functions::query_encode;
use web::{Answer, Refusal};

use super::model::TrackedFinding;
use super::sheet::{Asked, named};
use super::store::findings;

/// Rows of a file at most: more than an inspection keeps.
const MOST: i64 = 200_000;
const HEADS: [&str; 8] = [
    "inspection-rule-name",
    "inspection-page",
    "inspection-what",
    "inspection-unit",
    "inspection-standing",
    "inspection-found-at",
    "inspection-due",
    "inspection-mended-at",
];

/// The file.
pub(super) async fn file(
    staff: Staff,
    Path((id, format)): Path<(String, String)>,
    Query(asked): Query<Asked>,
) -> Answer {
    let one = named(&staff, &id).await?;
    let scope = staff.scope(Right::ReadDocuments);
    let narrowed = asked.narrowed(&staff);
    let (found, _) = findings(&staff.app.db, (one.id, &scope), &narrowed, (MOST, 0)).await?;
    let cells = |finding: &TrackedFinding| line(&staff, one.id, finding);
    let mut lines: Vec<Line> = found.iter().map(cells).collect();
    let heading: Line = HEADS.iter().map(|key| staff.t(key)).collect();
    let title = staff.t("inspections-title");
    let name = format!("{title}-{}", one.ended_at.date());
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

fn line(staff: &Staff, inspection: super::InspectionId, finding: &TrackedFinding) -> Line {
    let tree = staff.app.tree();
    let standing = finding.standing_in(inspection).word();
    vec![
        staff.t(finding.rule.key()),
        finding.page.clone(),
        finding.what.clone(),
        tree.unit(finding.unit_id).map(|unit| unit.name.clone()).unwrap_or_default(),
        staff.t(&format!("inspection-standing-{standing}")),
        finding.found_at.date(),
        finding.due_at.date(),
        finding.mended_at.map(platform::Time::minute).unwrap_or_default(),
    ]
}
