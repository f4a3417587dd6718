//! `GET /leaving?to=…&sign=…`: the page on the way out.

use http::{HeaderValue, header};
use serde::Deserialize;
use serde_json::json;
use structure::frame::{Frame, Place};
use structure::outward::may_leave_to;
use structure::visitor::Visitor;
use web::extract::Query;
use web::{Answer, Refusal};

use crate::views::came_from;

/// Where to, and our sign for it.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub(crate) struct Asked {
    to: String,
    sign: String,
}

/// The page; for addresses that stood on a page of ours, and no others.
pub(crate) async fn show(visitor: Visitor, Query(asked): Query<Asked>) -> Answer {
    if !may_leave_to(&visitor.app, &asked.to, &asked.sign)? {
        return Err(Refusal::not_found().saying("leaving-page-unknown").into());
    }
    let back = came_from(&visitor.headers).unwrap_or_else(|| visitor.url(""));
    let name = Some(visitor.app.messages.t("leaving-page-title", &[]));
    let place = Place { name, path: "leaving".to_owned(), ..Place::default() };
    // A kiosk shows where the link would have led, and no way there.
    let onward = (!visitor.view.kiosk).then_some(&asked.to);
    let content = json!({
        "to": asked.to, "onward": onward, "back": back,
        // It is no page to be found.
        "canonical": "",
    });
    let frame = Frame::of(&visitor, place)?;
    let mut page = frame.render(&visitor, "leaving.html", content, vec![])?;
    page.cacheable = false;
    page.headers.extend([
        (header::CACHE_CONTROL, HeaderValue::from_static("private, no-store")),
        (
            header::HeaderName::from_static("x-robots-tag"),
            HeaderValue::from_static("noindex, nofollow"),
        ),
    ]);
    visitor.uncached(page).await
}
