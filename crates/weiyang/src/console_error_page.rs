//! A failure on a console page.

use futures::future::BoxFuture;
use serde_json::{Value, json};
use structure::{App, chrome};
use web::assets::CONSOLE;
use web::{ErrorPage, Failure, RequestInfo};

/// Renders failures with the console's own template.
pub struct ConsoleErrorPage {
    /// The program's parts.
    pub app: App,
}

impl ErrorPage for ConsoleErrorPage {
    fn render<'a>(
        &'a self,
        _request: &'a RequestInfo,
        failure: &'a Failure,
    ) -> BoxFuture<'a, Option<String>> {
        Box::pin(async move {
            let mut context = chrome(&self.app, None, None);
            context.extend(structure::staff::map(json!({
                "title": failure.headline, "status": failure.status,
                "headline": failure.headline, "detail": "", "next": failure.next,
                "links": failure.links, "reference": failure.reference,
                "typed": failure.typed,
            })));
            let context = Value::Object(context);
            self.app.themes.render_template(CONSOLE, "error.html", &context).ok()
        })
    }
}
