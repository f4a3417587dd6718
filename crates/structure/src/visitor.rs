//! `Visitor`: who looks at a public page, and on which site.

use std::sync::Arc;

use axum::extract::FromRequestParts;
use http::request::Parts;
use platform::Fault;
use web::Error;

use crate::app::App;
use crate::ids::SiteId;
use crate::sites::Site;
use crate::tree::Tree;

/// A visitor's request, within a site.
#[derive(Clone)]
pub struct Visitor {
    /// The program's parts.
    pub app: App,
    /// The structure at the moment of the request.
    pub tree: Arc<Tree>,
    /// The site that answers.
    pub site_id: SiteId,
    /// The path as it was asked for, with the site's prefix.
    pub full_path: Arc<str>,
    /// Path and query as they were asked for: the page's key.
    pub address: Arc<str>,
    /// `https://www.weiyang.gov.cn`, without a slash at the end: canonical links begin with it.
    pub origin: Arc<str>,
}

impl Visitor {
    /// The site that answers.
    pub fn site(&self) -> Result<&Site, Fault> {
        self.tree.site(self.site_id).ok_or_else(|| Fault::new("find the visitor's site"))
    }

    /// The address of a path within the site.
    pub fn url(&self, path: &str) -> String {
        self.tree.url(self.site_id, path.trim_start_matches('/'))
    }
}

impl FromRequestParts<App> for Visitor {
    type Rejection = Error;

    async fn from_request_parts(parts: &mut Parts, _: &App) -> Result<Self, Error> {
        parts
            .extensions
            .get::<Self>()
            .cloned()
            .ok_or_else(|| Fault::new("a public handler was reached without its site").into())
    }
}
