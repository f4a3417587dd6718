//! Lists of the console as files (article 6): CSV or XLSX, kept by no cache.

use axum::body::Body;
use axum::response::Response;
use http::{HeaderValue, header};
use office::lists::{Line, csv, xlsx};
use platform::FaultContext;
use web::template_functions::query_encode;
use web::{Answer, Refusal};

/// Comma-separated values.
pub const CSV: &str = "text/csv; charset=utf-8";
/// A workbook.
pub const XLSX: &str = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";

/// A list on its way into a file.
pub struct ListFile {
    /// What the sheet is called.
    pub title: String,
    /// What the file is called, without its ending.
    pub name: String,
    /// The first line.
    pub heading: Line,
    /// The others.
    pub lines: Vec<Line>,
}

/// The list in the format that an address names: `csv` or `xlsx`. Another is not found.
pub async fn list_file(format: &str, list: ListFile) -> Answer {
    let media_type = match format {
        "csv" => CSV,
        "xlsx" => XLSX,
        _ => return Err(Refusal::not_found().into()),
    };
    let ListFile { title, name, heading, mut lines } = list;
    let made = tokio::task::spawn_blocking(move || {
        if media_type == XLSX {
            return xlsx(&title, &heading, &lines);
        }
        lines.insert(0, heading);
        csv(&lines, true)
    });
    let bytes = made.await.doing("write a list")?.doing("write a list")?;
    download(media_type, &format!("{name}.{format}"), Body::from(bytes))
}

/// A content that is saved under a name.
pub fn download(media_type: &'static str, name: &str, body: Body) -> Answer {
    let disposition = format!("attachment; filename*=UTF-8''{}", query_encode(name));
    let mut answer = Response::new(body);
    let headers = answer.headers_mut();
    headers.insert(header::CONTENT_TYPE, HeaderValue::from_static(media_type));
    let disposition = HeaderValue::from_str(&disposition).doing("name a file")?;
    headers.insert(header::CONTENT_DISPOSITION, disposition);
    headers.insert(header::CACHE_CONTROL, HeaderValue::from_static("no-store"));
    Ok(answer)
}
