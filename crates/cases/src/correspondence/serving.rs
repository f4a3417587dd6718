//! A file on its way to somebody who may have it: never kept by a cache, never run.

use axum::body::Body;
use axum::response::Response;
use http::{HeaderValue, header};
use platform::FaultContext;
use structure::App;
use web::Answer;
use web::headers::{FILE_CSP, csp};
use web::template_functions::query_encode;

use super::files::content;
use super::model::CaseFile;

/// Types that a browser shows by itself; everything else is saved.
const SHOWN: &[&str] = &["image/jpeg", "image/png", "image/gif", "image/webp", "application/pdf"];

/// The last part of a file's address.
pub fn file_url(base: &str, file: &CaseFile) -> String {
    format!("{base}/files/{}.{}", file.code, file.extension)
}

/// The file itself.
pub async fn serve(app: &App, file: &CaseFile) -> Answer {
    let bytes = content(app, &file.code, &file.digest).await?;
    let way = if SHOWN.contains(&file.media_type.as_str()) { "inline" } else { "attachment" };
    let disposition = format!("{way}; filename*=UTF-8''{}", query_encode(&file.name));
    let mut answer = Response::new(Body::from(bytes));
    let headers = answer.headers_mut();
    let media_type = HeaderValue::from_str(&file.media_type).doing("name a file's type")?;
    headers.insert(header::CONTENT_TYPE, media_type);
    let disposition = HeaderValue::from_str(&disposition).doing("name a file")?;
    headers.insert(header::CONTENT_DISPOSITION, disposition);
    headers.insert(header::CACHE_CONTROL, HeaderValue::from_static("private, no-store"));
    let (policy, value) = csp(FILE_CSP);
    headers.insert(policy, value);
    Ok(answer)
}
