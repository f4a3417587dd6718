//! Pages that belong to one person: framed like all others, kept by no cache.

use axum::response::IntoResponse;
use http::{StatusCode, header};
use serde_json::Value;
use structure::Visitor;
use structure::frame::{Frame, Place};
use web::Answer;

/// Where a page of the mailbox stands.
pub(crate) fn place(visitor: &Visitor, name: &str, path: &str) -> Place<'static> {
    Place {
        name: Some(visitor.app.messages.t(name, &[])),
        path: path.to_owned(),
        ..Place::default()
    }
}

/// A page for one person.
pub(crate) fn private(
    visitor: &Visitor,
    status: StatusCode,
    (name, path): (&str, &str),
    (template, content): (&str, Value),
) -> Answer {
    let frame = Frame::of(visitor, place(visitor, name, path))?;
    let page = frame.render(visitor, template, content, vec![])?;
    let headers = [
        (header::CONTENT_TYPE, "text/html; charset=utf-8"),
        (header::CACHE_CONTROL, "private, no-store"),
    ];
    Ok((status, headers, page.body).into_response())
}
