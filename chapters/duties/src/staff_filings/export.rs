//! `GET /unit-staff/export/{format}`: the register with its history as CSV or XLSX. How people are
//! reached stays masked in files too.

use axum::body::Body;
use axum::response::Response;
use http::{HeaderValue, header};
use office::lists::{Line as Cells, csv, xlsx};
use platform::FaultContext;
use structure::{Right, Staff};
use web::extract::Path;
use web::template_functions::query_encode;
use web::{Answer, Refusal};

use super::register::masked;
use super::store::people;

const HEADS: [&str; 10] = [
    "unit-staff-unit",
    "unit-staff-duty",
    "unit-staff-post",
    "unit-staff-name",
    "unit-staff-phone",
    "unit-staff-email",
    "unit-staff-office-phone",
    "unit-staff-public",
    "unit-staff-first-day",
    "unit-staff-last-day",
];

/// The file.
pub(super) async fn file(staff: Staff, Path(format): Path<String>) -> Answer {
    let tree = staff.app.tree();
    let mut lines: Vec<Cells> = Vec::new();
    for person in people(&staff.app.db).await? {
        if !staff.rights.covers_unit(Right::ReadDocuments, person.unit_id) {
            continue;
        }
        let ways = masked(&staff, &person)?;
        let unit = tree.unit(person.unit_id).map(|unit| unit.name.clone()).unwrap_or_default();
        let last = person.valid_until.map(|day| day.to_string()).unwrap_or_default();
        lines.push(vec![
            unit,
            person.duty,
            staff.t(person.post.key()),
            person.name,
            ways.phone,
            ways.email,
            person.office_phone,
            staff.t(if person.is_public {
                "unit-staff-is-public"
            } else {
                "unit-staff-not-public"
            }),
            person.valid_from.to_string(),
            last,
        ]);
    }
    lines.sort();
    let heading: Cells = HEADS.iter().map(|key| staff.t(key)).collect();
    let title = staff.t("unit-staff-sheet");
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
    let made = made.await.doing("write a register")?.ok_or_else(Refusal::not_found)?;
    let (ending, media_type, bytes) = made.doing("write a register")?;
    let disposition = format!("attachment; filename*=UTF-8''{}.{ending}", query_encode(&name));
    let mut answer = Response::new(Body::from(bytes));
    let headers = answer.headers_mut();
    headers.insert(header::CONTENT_TYPE, HeaderValue::from_static(media_type));
    let disposition = HeaderValue::from_str(&disposition).doing("name a file")?;
    headers.insert(header::CONTENT_DISPOSITION, disposition);
    headers.insert(header::CACHE_CONTROL, HeaderValue::from_static("no-store"));
    Ok(answer)
}
