//! `Visitor`: who looks at a public page, and on which site.

use std::sync::Arc;

use axum::extract::FromRequestParts;
use http::request::Parts;
use http::{HeaderMap, Method};
use platform::Fault;
use web::{Answer, Error, PageKey, Rendered};

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
    /// The request's method.
    pub method: Method,
    /// The request's headers, for encodings and ETags.
    pub headers: Arc<HeaderMap>,
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

impl Visitor {
    /// Answers with a cached page. `query` is what of the query the page depends on, in one order;
    /// whatever else was asked along is left out, so nobody can fill the cache with copies.
    pub async fn page<F, R>(&self, query: &str, render: F) -> Answer
    where
        F: FnOnce(Self) -> R + Send + 'static,
        R: Future<Output = Result<Rendered, Error>> + Send + 'static,
    {
        let url: Arc<str> = match query {
            "" => self.full_path.clone(),
            query => format!("{}?{query}", self.full_path).into(),
        };
        let visitor = self.clone();
        let key = PageKey::new(self.site_id.0, url);
        let page = self.app.cache.get_or_render(key, move || render(visitor)).await?;
        Ok(page.respond(&self.method, &self.headers))
    }
}

impl Visitor {
    /// Answers with a page that is made for this question alone: compressed, with an ETag, not kept.
    pub async fn uncached(&self, page: Rendered) -> Answer {
        let sealed = self.app.cache.seal(page).await?;
        Ok(sealed.respond(&self.method, &self.headers))
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
