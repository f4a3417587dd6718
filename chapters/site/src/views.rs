//! The switches 大字版、高对比、繁體 (article 14): addresses that remember a choice and go back to the page
//! they were asked from.

use axum::response::{IntoResponse, Response};
use http::{HeaderMap, HeaderValue, StatusCode, Uri, header};
use platform::FaultContext;
use structure::view::Switch;
use structure::visitor::Visitor;
use web::extract::Path;
use web::{Answer, Refusal};

/// `GET /view/{switch}/{on}`: remembers it and goes back.
pub(crate) async fn switch(
    visitor: Visitor,
    Path((word, to)): Path<(String, String)>,
) -> Answer<Response> {
    let switch = Switch::parse(&word).ok_or_else(Refusal::not_found)?;
    let on = match to.as_str() {
        "on" => true,
        "off" => false,
        _ => return Err(Refusal::not_found().into()),
    };
    let back = came_from(&visitor.headers).unwrap_or_else(|| visitor.url(""));
    let value = |text: &str| HeaderValue::from_str(text).doing("answer with a view");
    let mut response = StatusCode::SEE_OTHER.into_response();
    let head = response.headers_mut();
    head.insert(header::LOCATION, value(&back)?);
    head.insert(header::SET_COOKIE, value(&visitor.view.with(switch, on).cookie())?);
    head.insert(header::CACHE_CONTROL, HeaderValue::from_static("no-store"));
    Ok(response)
}

/// The page of this site that the link stood on: never another host, never a switch, never the way out.
pub(crate) fn came_from(headers: &HeaderMap) -> Option<String> {
    let text = |name| headers.get(name).and_then(|value: &HeaderValue| value.to_str().ok());
    let from: Uri = text(header::REFERER)?.parse().ok()?;
    if from.authority()?.as_str() != text(header::HOST)? {
        return None;
    }
    let path = from.path_and_query()?.as_str();
    let own = path.starts_with('/')
        && !path.starts_with("//")
        && !path.contains("/view/")
        && !path.contains("/leaving");
    own.then(|| path.to_owned())
}
