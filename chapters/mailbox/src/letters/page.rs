//! Pages that belong to one person: framed like all others, kept by no cache.

use axum::response::IntoResponse;
use http::{StatusCode, header};
use serde_json::Value;
use structure::Visitor;
use structure::frame::{Frame, Place};
use web::Answer;

/// Where a page of the mailbox stands.
pub(crate) fn place<'a>(visitor: &'a Visitor, name: &str, path: &str) -> Place<'a> {
    Place {
        column: visitor.tree.column_by_path(visitor.site_id, "hdjl"),
        name: Some(visitor.app.messages.t(name, &[])),
        path: path.to_owned(),
        article: None,
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
