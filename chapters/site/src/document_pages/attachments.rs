//! Files of a live document: reachable exactly as long as the document is.

use axum::body::Body;
use axum::response::Response;
use documents::documents::Document;
use documents::ids::DocumentId;
use documents::revisions::{Attachment, Revision};
use documents::{addresses, live, publications, revisions};
use files::Digest;
use http::{HeaderValue, StatusCode, header};
use platform::{Fault, FaultContext};
use structure::visitor::Visitor;
use web::headers::{FILE_CSP, READER_CSP, csp};
use web::{Answer, Refusal};

/// Types that a browser shows by itself; everything else is saved.
const SHOWN: &[&str] = &[
    "image/jpeg",
    "image/png",
    "image/gif",
    "image/webp",
    "application/pdf",
    "audio/mpeg",
    "video/mp4",
];

/// One file, by the last part of its address: `CODE.ext`.
pub async fn serve(visitor: Visitor, document: DocumentId, file: &str) -> Answer {
    let live =
        live::live_document(&visitor.app.db, document).await?.ok_or_else(Refusal::not_found)?;
    let Some(attachment) = named(&live.revision, file) else {
        return formerly(&visitor, &live.document, file).await;
    };
    let etag = format!("\"{}\"", attachment.digest);
    let asked = visitor.headers.get(header::IF_NONE_MATCH).and_then(|value| value.to_str().ok());
    if asked.is_some_and(|asked| asked.contains(&etag)) {
        return response(StatusCode::NOT_MODIFIED, &etag, Body::empty()).map_err(Into::into);
    }
    let digest = Digest::parse(&attachment.digest).doing("read an attachment's digest")?;
    let bytes = visitor.app.files.get(&digest).await?;
    let bytes = bytes.doing(format!("find file {}", attachment.digest))?;
    let length = bytes.len();
    let body = if visitor.method == http::Method::HEAD { Body::empty() } else { Body::from(bytes) };
    let mut answer = response(StatusCode::OK, &etag, body)?;
    let headers = answer.headers_mut();
    headers.insert(header::CONTENT_LENGTH, HeaderValue::from(length));
    let media_type = HeaderValue::from_str(&attachment.media_type).doing("name a file's type")?;
    headers.insert(header::CONTENT_TYPE, media_type);
    if attachment.media_type == "application/pdf" {
        let (policy, value) = csp(READER_CSP);
        headers.insert(policy, value);
    }
    let shown = SHOWN.contains(&attachment.media_type.as_str());
    let way = if shown { "inline" } else { "attachment" };
    let name = web::template_functions::query_encode(&attachment.name);
    let disposition = format!("{way}; filename*=UTF-8''{name}");
    headers.insert(
        header::CONTENT_DISPOSITION,
        HeaderValue::from_str(&disposition).doing("name a file")?,
    );
    Ok(answer)
}

/// The file `CODE.ext` of a revision.
fn named<'a>(revision: &'a Revision, file: &str) -> Option<&'a Attachment> {
    let code = file.split('.').next()?;
    let found = revision.content.attachment(code)?;
    (format!("{}.{}", found.code, found.extension) == file).then_some(found)
}

/// A file that was public and has been replaced or taken out leads to its document: its own bytes
/// are no longer what the government says.
async fn formerly(visitor: &Visitor, document: &Document, file: &str) -> Answer {
    let db = &visitor.app.db;
    for publication in publications::of_document(db, document.id).await? {
        let revision = revisions::by_id(db, publication.revision_id).await?;
        if revision.is_some_and(|revision| named(&revision, file).is_some()) {
            let url = addresses::url_of(&visitor.tree, document).ok_or_else(Refusal::not_found)?;
            return crate::resolve::moved(&visitor.link(&url), None);
        }
    }
    Err(Refusal::not_found().into())
}

fn response(status: StatusCode, etag: &str, body: Body) -> Result<Response, Fault> {
    Response::builder()
        .status(status)
        .header(header::ETAG, etag)
        .header(header::CACHE_CONTROL, "no-cache")
        // A file is shown by itself at most, never as part of our pages' origin.
        .header(header::CONTENT_SECURITY_POLICY, FILE_CSP)
        .body(body)
        .doing("answer a file")
}
