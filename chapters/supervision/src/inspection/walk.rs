//! Walking the site as a visitor does: from the home page along its links, never off its host.

use std::collections::{BTreeMap, VecDeque};

use axum::Router;
use axum::body::Body;
use http::{Method, Request, StatusCode, header};
use http_body_util::BodyExt;
use platform::{Fault, FaultContext};
use structure::tree::Tree;
use tower::ServiceExt;
use url::Url;

use super::norms::Norms;
use super::page::Page;

/// Paths that are no pages of the site: answers to questions, switches, machines' doors.
const OUTSIDE: &[&str] = &["/view/", "/api/", "/assets/", "/previews/", "/feeds/"];
/// Pages after which a walk is given up: a site that makes up addresses must not walk us to death.
const MOST: usize = 200_000;

/// What a visit brought.
#[derive(Clone, Debug)]
pub struct Visit {
    /// Clicks from the home page.
    pub clicks: u32,
    /// The answer's status.
    pub status: StatusCode,
    /// The page, if it is one.
    pub page: Option<Page>,
    /// Where the walk met it first.
    pub from: String,
}

/// Everything that was visited, by path with query.
#[derive(Debug, Default)]
pub struct Walked {
    /// The visits.
    pub visits: BTreeMap<String, Visit>,
    /// The base of every address.
    base: Option<Url>,
}

impl Walked {
    /// How many pages and files were visited.
    pub fn visited(&self) -> usize {
        self.visits.len()
    }

    /// A link's path on the site's own host, without its fragment; nothing for links that lead out.
    pub fn own(&self, from: &str, href: &str) -> Option<String> {
        let base = self.base.as_ref()?;
        let to = base.join(from).ok()?.join(href).ok()?;
        let own = matches!(to.scheme(), "http" | "https") && to.host_str() == base.host_str();
        // A site below a prefix has its own.
        let outside = OUTSIDE.iter().any(|path| to.path().contains(path));
        let asks = to.path().ends_with("/search") && to.query().is_some();
        if !own || to.port() != base.port() || outside || asks {
            return None;
        }
        Some(to.query().map_or(to.path().to_owned(), |query| format!("{}?{query}", to.path())))
    }
}

/// A walk.
pub struct Walk<'a> {
    pages: Router,
    host: String,
    files: &'a [String],
    walked: Walked,
}

impl<'a> Walk<'a> {
    /// A walk of the main site's host. `pages` answers visitors.
    pub fn new(tree: &Tree, pages: Router, norms: &'a Norms) -> Self {
        let host = tree.main_site().map_or("localhost", |main| main.domain.as_str());
        let base = Url::parse(&format!("https://{host}/")).ok();
        let walked = Walked { base, ..Walked::default() };
        Self { pages, host: host.to_owned(), files: &norms.files, walked }
    }

    /// Visits everything that can be reached. Turning a page of a list is no click further away.
    pub async fn whole(mut self) -> Result<Walked, Fault> {
        let mut waiting = VecDeque::from([("/".to_owned(), 0, String::new())]);
        while let Some((path, clicks, from)) = waiting.pop_front() {
            if self.walked.visits.contains_key(&path) || self.walked.visited() >= MOST {
                continue;
            }
            let (status, page, moved) = self.visit(&path).await?;
            if let Some(to) = moved.and_then(|to| self.walked.own(&path, &to)) {
                waiting.push_front((to, clicks, from.clone()));
            }
            for link in page.iter().flat_map(|page| &page.links) {
                let Some(to) = self.walked.own(&path, &link.href) else { continue };
                if self.walked.visits.contains_key(&to) {
                    continue;
                }
                if without_query(&to) == without_query(&path) {
                    waiting.push_front((to, clicks, path.clone()));
                } else {
                    waiting.push_back((to, clicks + 1, path.clone()));
                }
            }
            self.walked.visits.insert(path, Visit { clicks, status, page, from });
        }
        Ok(self.walked)
    }

    /// The answer's status, the page if it is one, and where it leads if it has moved.
    async fn visit(&self, path: &str) -> Result<(StatusCode, Option<Page>, Option<String>), Fault> {
        // Of a file only whether it is there counts.
        let file = is_file(path, self.files);
        let method = if file { Method::HEAD } else { Method::GET };
        let doing = || format!("visit {path}");
        let request = Request::builder()
            .method(method)
            .uri(path)
            .header(header::HOST, &self.host)
            .body(Body::empty())
            .doing(doing())?;
        let answer = match self.pages.clone().oneshot(request).await {
            Ok(answer) => answer,
            Err(never) => match never {},
        };
        let status = answer.status();
        let moved = answer.headers().get(header::LOCATION).and_then(|to| to.to_str().ok());
        let moved = moved.map(str::to_owned);
        let kind = answer.headers().get(header::CONTENT_TYPE);
        let html = kind.is_some_and(|kind| kind.as_bytes().starts_with(b"text/html"));
        if file || !html {
            return Ok((status, None, moved));
        }
        let body = answer.into_body().collect().await.doing(doing())?.to_bytes();
        let text = String::from_utf8_lossy(&body).into_owned();
        // Reading a page takes a while; other visitors must not wait for it.
        let page = tokio::task::spawn_blocking(move || Page::read(&text)).await.doing(doing())?;
        Ok((status, Some(page), moved))
    }
}

/// The path of an address without what is asked.
pub fn without_query(path: &str) -> &str {
    path.split_once('?').map_or(path, |(path, _)| path)
}

/// Whether an address names a file of one of the types.
pub fn is_file(path: &str, types: &[String]) -> bool {
    let ending = without_query(path).rsplit_once('.').map(|(_, ending)| ending.to_lowercase());
    ending.is_some_and(|ending| types.contains(&ending))
}
