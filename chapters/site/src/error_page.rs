//! A failure on a public page: inside the site's own frame, so that a visitor is never stranded.

use futures::future::BoxFuture;
use serde_json::json;
use structure::App;
use structure::visitor::Visitor;
use web::problem::ErrorPage;
use web::{Failure, RequestInfo};

use structure::frame::{Frame, Place};

/// Renders failures in the frame of the site that was asked.
pub struct PublicErrorPage {
    /// The program's parts.
    pub app: App,
}

impl ErrorPage for PublicErrorPage {
    fn render<'a>(
        &'a self,
        request: &'a RequestInfo,
        failure: &'a Failure,
    ) -> BoxFuture<'a, Option<String>> {
        Box::pin(async move {
            let host = request.host_name().unwrap_or_default();
            let visitor = Visitor::of(&self.app, host, request.path(), &request.method)?;
            let name = Some(failure.headline.clone());
            let path = request.path().trim_start_matches('/').to_owned();
            let place = Place { name, path, ..Place::default() };
            let content = json!({
                "status": failure.status, "headline": failure.headline, "detail": "",
                "next": failure.next, "links": failure.links, "reference": failure.reference,
                "typed": failure.typed,
                // An error has no canonical address.
                "canonical": "",
            });
            let frame = Frame::of(&visitor, place).ok()?;
            let page = frame.render(&visitor, "error.html", content, vec![]).ok()?;
            String::from_utf8(page.body.to_vec()).ok()
        })
    }
}
