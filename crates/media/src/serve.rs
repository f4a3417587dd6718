//! Contents by their addresses: whole, unchanged since, or in part, as players ask for them.

mod range;

use axum::body::Body;
use axum::response::{IntoResponse, Response};
use files::Digest;
use http::{HeaderMap, HeaderValue, Method, StatusCode, header};
use platform::{Db, Fault, FaultContext, Time};
use structure::visitor::Visitor;
use structure::{App, Right, Staff};
use web::extract::Path;
use web::headers::{FILE_CSP, csp};
use web::{Answer, Refusal};

use crate::items::{Item, store};
use range::{Part, part_of};

/// Types that a browser shows by itself; everything else is saved.
const SHOWN: [&str; 4] = ["image/", "audio/", "video/", "application/pdf"];

/// A content on its way out.
pub(crate) struct Content {
    pub(crate) digest: String,
    pub(crate) media_type: String,
    pub(crate) name: String,
    pub(crate) since: Time,
}

/// `GET /media/{code}/{file}` for visitors: exactly as long as a public document names the item.
pub(crate) async fn public(visitor: Visitor, Path((code, file)): Path<(String, String)>) -> Answer {
    let db = &visitor.app.db;
    let found = store::public_by_codes(db, &[code]).await?;
    let item = found.first().ok_or_else(Refusal::not_found)?;
    let content = content_of(db, item, &file).await?.ok_or_else(Refusal::not_found)?;
    Ok(serve(&visitor.app, (&visitor.method, &visitor.headers), content, "no-cache").await?)
}

/// The same for staff, public or not.
pub(crate) async fn staff(
    staff: Staff,
    Path((code, file)): Path<(String, String)>,
    method: Method,
    headers: HeaderMap,
) -> Answer {
    let readers = [Right::ReadDocuments, Right::DecideReferrals];
    if !readers.iter().any(|right| staff.rights.anywhere(*right)) {
        return Err(Refusal::not_found().into());
    }
    let db = &staff.app.db;
    let item = store::by_code(db, &code).await?.ok_or_else(Refusal::not_found)?;
    let content = content_of(db, &item, &file).await?.ok_or_else(Refusal::not_found)?;
    Ok(serve(&staff.app, (&method, &headers), content, "private, no-cache").await?)
}

/// `file`, or something made of it.
async fn content_of(db: &Db, item: &Item, file: &str) -> Result<Option<Content>, Fault> {
    let Some(version) = store::version_of(db, item).await? else {
        return Ok(None);
    };
    let since = version.accepted_at.unwrap_or(version.created_at);
    if file == "file" {
        let (digest, media_type) = (version.digest, version.media_type);
        return Ok(Some(Content { digest, media_type, name: version.file_name, since }));
    }
    let made = store::renditions(db, version.id).await?;
    Ok(made.into_iter().find(|one| one.name == file).map(|one| Content {
        digest: one.digest,
        media_type: one.media_type,
        name: format!("{}-{}", item.code, one.name),
        since,
    }))
}

/// Answers with a content, or with the part of it that was asked for.
pub(crate) async fn serve(
    app: &App,
    (method, asked): (&Method, &HeaderMap),
    content: Content,
    keeping: &'static str,
) -> Result<Response, Fault> {
    let digest = Digest::parse(&content.digest).doing("read a content's digest")?;
    let size = app.files.size(&digest).await?;
    let size = size.doing(format!("find object {}", content.digest))?;
    let etag = format!("\"{}\"", content.digest);
    let mut headers = headers_of(&content, &etag)?;
    headers.insert(header::CACHE_CONTROL, HeaderValue::from_static(keeping));
    let known = asked.get(header::IF_NONE_MATCH).and_then(|value| value.to_str().ok());
    if known.is_some_and(|known| known.contains(&etag)) {
        return Ok(answer(StatusCode::NOT_MODIFIED, headers, Body::empty()));
    }
    let (status, part) = match part_of(asked, &etag, content.since, size) {
        Part::Whole => (StatusCode::OK, 0..size),
        Part::Of(part) => {
            let last = part.end.saturating_sub(1);
            let told = format!("bytes {}-{last}/{size}", part.start);
            headers.insert(header::CONTENT_RANGE, value(&told)?);
            (StatusCode::PARTIAL_CONTENT, part)
        }
        Part::Refused(key) => {
            let refusal = Refusal::new(StatusCode::RANGE_NOT_SATISFIABLE, "range", key);
            let mut answer = refusal.next("media-range-next").into_response();
            let told = value(&format!("bytes */{size}"))?;
            answer.headers_mut().insert(header::CONTENT_RANGE, told);
            return Ok(answer);
        }
    };
    headers.insert(header::CONTENT_LENGTH, HeaderValue::from(part.end - part.start));
    let body = if *method == Method::HEAD || part.is_empty() {
        Body::empty()
    } else {
        Body::from_stream(app.files.stream(&digest, part).await?)
    };
    Ok(answer(status, headers, body))
}

fn answer(status: StatusCode, headers: HeaderMap, body: Body) -> Response {
    let mut answer = Response::new(body);
    *answer.status_mut() = status;
    *answer.headers_mut() = headers;
    answer
}

fn value(text: &str) -> Result<HeaderValue, Fault> {
    HeaderValue::from_str(text).doing("write a file's headers")
}

fn headers_of(content: &Content, etag: &str) -> Result<HeaderMap, Fault> {
    let shown = SHOWN.iter().any(|kind| content.media_type.starts_with(kind));
    let way = if shown { "inline" } else { "attachment" };
    let name = web::template_functions::query_encode(&content.name);
    let mut headers = HeaderMap::from_iter([csp(FILE_CSP)]);
    for (name, text) in [
        (header::ETAG, etag),
        (header::LAST_MODIFIED, &*range::http_date(content.since)),
        (header::ACCEPT_RANGES, "bytes"),
        (header::CONTENT_TYPE, &*content.media_type),
        (header::CONTENT_DISPOSITION, &*format!("{way}; filename*=UTF-8''{name}")),
    ] {
        headers.insert(name, value(text)?);
    }
    Ok(headers)
}
