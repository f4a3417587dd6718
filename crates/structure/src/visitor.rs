//! `Visitor`: who looks at a public page, and on which site.

use std::sync::Arc;

use axum::extract::FromRequestParts;
use http::request::Parts;
use http::{HeaderMap, Method};
use platform::Fault;
use web::{Answer, Error, PageKey, Rendered};

use crate::app::App;
use crate::columns::Column;
use crate::ids::SiteId;
use crate::sites::Site;
use crate::tree::Tree;
use crate::view::View;

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
    /// The same of the main site.
    pub main_origin: Arc<str>,
    /// How pages shall look.
    pub view: View,
    /// The page is shown on another host, as a preview is: its links are whole addresses.
    pub elsewhere: bool,
}

impl Visitor {
    /// The site that answers.
    pub fn site(&self) -> Result<&Site, Fault> {
        self.tree.site(self.site_id).ok_or_else(|| Fault::new("find the visitor's site"))
    }

    /// The address of a path within the site.
    pub fn url(&self, path: &str) -> String {
        let path = self.tree.path_on_host(self.site_id, path.trim_start_matches('/'));
        if self.elsewhere { self.absolute(&path) } else { path }
    }

    /// An address of [`Tree::url`] as this site's pages link to it: a path whenever the host is the
    /// same.
    pub fn link(&self, url: &str) -> String {
        match (self.tree.own_host(self.site_id), url.starts_with('/')) {
            (Some(_), true) => format!("{}{url}", self.main_origin),
            (None, true) if self.elsewhere => self.absolute(url),
            (Some(_), false) if !self.elsewhere => {
                url.strip_prefix(&*self.origin).unwrap_or(url).to_owned()
            }
            _ => url.to_owned(),
        }
    }

    /// The address of a column's page as this site's pages link to it.
    pub fn column_url(&self, column: &Column) -> String {
        self.link(&self.tree.column_url(column))
    }

    /// The whole address of a link on this site's pages.
    pub fn absolute(&self, link: &str) -> String {
        if link.starts_with('/') { format!("{}{link}", self.origin) } else { link.to_owned() }
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
        let key = PageKey::new(self.site_id.0, url).variant(self.view.variant());
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
