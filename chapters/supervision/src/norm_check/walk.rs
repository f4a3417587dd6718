//! Walking the site as a visitor does: from the home page along its links, never off its host.

use std::collections::{BTreeMap, BTreeSet, VecDeque};
use std::sync::atomic::{AtomicUsize, Ordering};

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
const OUTSIDE: &[&str] =
    &["/view/", "/api/", "/assets/", "/previews/", "/feeds/", "/correction-reports/new"];
/// Questions to the search: suggestions, a word, pinyin, traditional characters, a wrong character.
const SEARCHES: &[&str] = &[
    "/search/suggest?q=%E4%BE%9B",
    "/search?q=%E4%BE%9B%E6%9A%96",
    "/search?q=gongnuan",
    "/search?q=%E4%BE%9B%E6%9A%96%E8%B3%87%E8%A8%8A",
    "/search?q=%E4%BE%9B%E7%85%96",
];
/// Pages after which a walk is given up: a site that makes up addresses must not walk us to death.
const MOST: usize = 200_000;

/// How far a walk has come, for whoever waits for it.
#[derive(Debug, Default)]
pub struct Progress {
    visited: AtomicUsize,
    waiting: AtomicUsize,
}

impl Progress {
    /// Pages and files visited, and how many wait.
    pub fn now(&self) -> (usize, usize) {
        (self.visited.load(Ordering::Relaxed), self.waiting.load(Ordering::Relaxed))
    }

    fn set(&self, visited: usize, waiting: usize) {
        self.visited.store(visited, Ordering::Relaxed);
        self.waiting.store(waiting, Ordering::Relaxed);
    }
}

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
    /// Doors of the norms that answered, linked or not.
    pub doors: BTreeSet<String>,
    /// Services of the search that answered 搜索即服务.
    pub search_services: usize,
    /// Whether a page on the way out was met.
    left: bool,
    /// The base of every address.
    base: Option<Url>,
    /// By which address people reach it, if another.
    reached_by: Option<Url>,
    /// Every host of the portal.
    hosts: BTreeSet<String>,
}

impl Walked {
    /// How many pages and files were visited.
    pub fn visited(&self) -> usize {
        self.visits.len()
    }

    /// The host of a link that leads out of the portal; nothing for all others.
    pub fn other_host(&self, from: &str, href: &str) -> Option<String> {
        let to = self.base.as_ref()?.join(from).ok()?.join(href).ok()?;
        let host = to.host_str().unwrap_or_default();
        let out = matches!(to.scheme(), "http" | "https") && !self.hosts.contains(host);
        out.then(|| host.to_owned())
    }

    /// A link's path on the site's own host, without its fragment; nothing for links that lead out.
    pub fn own(&self, from: &str, href: &str) -> Option<String> {
        let base = self.base.as_ref()?;
        let to = base.join(from).ok()?.join(href).ok()?;
        // The portal may be reached by an address that is not in its register, as a demo is.
        let here = |one: &Url| to.host_str() == one.host_str() && to.port() == one.port();
        let own = matches!(to.scheme(), "http" | "https")
            && (here(base) || self.reached_by.as_ref().is_some_and(here));
        // A site below a prefix has its own.
        let outside = OUTSIDE.iter().any(|path| to.path().contains(path));
        let questions = to.path().ends_with("/search") || to.path().contains("/catalogue");
        let asks = questions && to.query().is_some();
        if !own || outside || asks {
            return None;
        }
        Some(to.query().map_or(to.path().to_owned(), |query| format!("{}?{query}", to.path())))
    }
}

/// A walk.
pub struct Walk<'a> {
    pages: Router,
    host: String,
    norms: &'a Norms,
    walked: Walked,
}

impl<'a> Walk<'a> {
    /// A walk of the main site's host. `pages` answers visitors, who come by `reached_by` if that is
    /// another address.
    pub fn new(tree: &Tree, pages: Router, norms: &'a Norms, reached_by: Option<&str>) -> Self {
        let host = tree.main_site().map_or("localhost", |main| main.domain.as_str());
        let base = Url::parse(&format!("https://{host}/")).ok();
        let reached_by = reached_by.and_then(|address| Url::parse(address).ok());
        let named = tree.sites().iter().map(|site| site.domain.clone());
        let reached = reached_by.as_ref().and_then(Url::host_str).map(str::to_owned);
        let hosts = named.chain(reached).chain([host.to_owned()]).collect();
        let walked = Walked { base, reached_by, hosts, ..Walked::default() };
        Self { pages, host: host.to_owned(), norms, walked }
    }

    /// Visits everything that can be reached. Turning a page of a list is no click further away.
    pub async fn whole(mut self, progress: &Progress) -> Result<Walked, Fault> {
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
                // One page on the way out stands for all: they differ in the address only.
                let over = link.over.as_deref().filter(|_| !self.walked.left);
                self.walked.left |= over.is_some();
                let href = over.unwrap_or(&link.href);
                let Some(to) = self.walked.own(&path, href) else { continue };
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
            progress.set(self.walked.visited(), waiting.len());
        }
        for door in self.norms.doors() {
            let (status, _, _) = self.visit(door).await?;
            if status.is_success() {
                self.walked.doors.insert(door.clone());
            }
        }
        self.walked.search_services = self.search_services().await?;
        Ok(self.walked)
    }

    /// Asks the search as people ask it: the beginning of a word, a word, pinyin, one wrong character.
    async fn search_services(&self) -> Result<usize, Fault> {
        let mut count = 0;
        for asked in SEARCHES {
            let (status, page, _) = self.visit(asked).await?;
            let answered = page.is_none_or(|page| page.hits > 0);
            count += usize::from(status.is_success() && answered);
        }
        Ok(count)
    }

    /// The answer's status, the page if it is one, and where it leads if it has moved.
    async fn visit(&self, path: &str) -> Result<(StatusCode, Option<Page>, Option<String>), Fault> {
        // Of a file only whether it is there counts.
        let file = is_file(path, &self.norms.files);
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
