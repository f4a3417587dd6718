//! `GET /cases/imports/{id}/rejects`: every row that is not brought in, as it stood, with its reasons.

use axum::body::Body;
use axum::response::Response;
use http::{HeaderValue, header};
use office::lists::{Line, xlsx};
use platform::FaultContext;
use structure::{App, Staff};
use web::Answer;
use web::extract::Path;
use web::template_functions::query_encode;

use super::mapping::{Mapping, headings};
use super::page::seen;
use super::reading::Sheet;
use super::report::Report;
use super::running::{sheets_of, trial_of};

/// The heading and the rows: number, reasons, and every cell.
pub fn rejects(
    app: &App,
    (sheets, mapping): (&[Sheet], &Mapping),
    report: &Report,
) -> (Line, Vec<Line>) {
    let Some(sheet) = sheets.iter().find(|sheet| sheet.name == mapping.sheet) else {
        return (Vec::new(), Vec::new());
    };
    let heads = headings(sheet, mapping.head);
    let t = |key: &str| app.messages.t(key, &[]);
    let mut heading = vec![t("import-row"), t("import-why")];
    heading.extend(heads.iter().map(|(_, words)| words.clone()));
    let mut why: Vec<(u32, String)> = report
        .refused
        .iter()
        .map(|one| {
            let words: Vec<String> = one.why.iter().map(|why| app.messages.text(why)).collect();
            (one.row, words.join("；"))
        })
        .collect();
    why.extend(report.repeated.iter().map(|(row, first)| {
        let message = web::Message::new("import-why-repeated").with("row", i64::from(*first));
        (*row, app.messages.text(&message))
    }));
    why.sort();
    let lines = why.into_iter().filter_map(|(number, words)| {
        let at = sheet.rows.binary_search_by_key(&number, |row| row.number).ok()?;
        let row = sheet.rows.get(at)?;
        let cell = |at: &u32| row.cells.get(at).map(office::rows::Cell::words).unwrap_or_default();
        let mut line = vec![number.to_string(), words];
        line.extend(heads.iter().map(|(at, _)| cell(at)));
        Some(line)
    });
    (heading, lines.collect())
}

/// The file.
pub(super) async fn file(staff: Staff, Path(id): Path<String>) -> Answer {
    let record = seen(&staff, &id).await?;
    let sheets = sheets_of(&staff.app, &record).await?;
    let report = trial_of(&staff.app, (&record, &sheets)).await?;
    let (heading, lines) = rejects(&staff.app, (&sheets, &record.mapping), &report);
    let title = staff.t("import-rejects");
    let made = tokio::task::spawn_blocking(move || xlsx(&title, &heading, &lines));
    let bytes = made.await.doing("write rejects")?.doing("write rejects")?;
    let name = query_encode(&format!("{}-{}", staff.t("import-rejects"), record.file_name));
    let name = name.strip_suffix(".xlsx").unwrap_or(&name);
    let mut answer = Response::new(Body::from(bytes));
    let headers = answer.headers_mut();
    let kind = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";
    headers.insert(header::CONTENT_TYPE, HeaderValue::from_static(kind));
    let way = format!("attachment; filename*=UTF-8''{name}.xlsx");
    let way = HeaderValue::from_str(&way).doing("name a file")?;
    headers.insert(header::CONTENT_DISPOSITION, way);
    headers.insert(header::CACHE_CONTROL, HeaderValue::from_static("no-store"));
    Ok(answer)
}
