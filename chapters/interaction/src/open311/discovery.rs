//! The discovery document: where the interface is and how to get a key.

use structure::Visitor;
use structure::frame::structure_tag;
use web::Answer;

use super::format::Format;
use super::shapes::{Open311Discovery, Open311Endpoint};

/// When the interface last changed.
const CHANGED: &str = "2026-11-28T00:00:00+08:00";
/// The standard.
const STANDARD: &str = "http://wiki.open311.org/GeoReport_v2";

/// Says where to call, in which formats, and how to get a key.
#[utoipa::path(
    get, path = "/open311/v2/discovery.{format}", tag = "open311", operation_id = "open311_discovery",
    params(("format" = inline(Format), Path, description = "`json` or `xml`")),
    responses((status = 200, body = Open311Discovery)),
)]
pub(crate) async fn show(visitor: Visitor, format: Format) -> Answer {
    visitor
        .page("", async move |visitor: Visitor| {
            let t = |key: &str| visitor.app.messages.t(key, &[]);
            let endpoint = Open311Endpoint {
                specification: STANDARD.to_owned(),
                url: visitor.absolute(&visitor.url("open311/v2")),
                changeset: CHANGED.to_owned(),
                r#type: "production".to_owned(),
                formats: vec!["application/json".to_owned(), "text/xml".to_owned()],
            };
            let discovery = Open311Discovery {
                changeset: CHANGED.to_owned(),
                contact: t("open311-contact"),
                key_service: t("open311-key-service"),
                endpoints: vec![endpoint],
            };
            Ok(format.rendered(("discovery", &discovery), vec![structure_tag()])?)
        })
        .await
}
