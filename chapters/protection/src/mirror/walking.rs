//! Pages fetched as a visitor fetches them, many at once, from this node's own rooms.

use std::borrow::Cow;
use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use axum::Router;
use axum::body::Body;
use bytes::Bytes;
use futures::StreamExt;
use futures::stream::FuturesUnordered;
use http::{HeaderMap, Request, StatusCode, header};
use http_body_util::BodyExt;
use platform::{Fault, FaultContext};
use structure::App;
use structure::outward::straightened;
use web::PageKey;

use super::address::Address;
use super::following::Following;
use super::links::{leads_on, links};
use crate::sums::Sums;

/// Pages after which a walk is given up: a site that makes up addresses must not fill the disk.
const MOST: usize = 500_000;
/// Pages fetched at once.
const AT_ONCE: usize = 8;
/// Where a walk begins on every host.
const DOORS: &[&str] = &["/", "/sitemap.xml", "/robots.txt", "/site-map"];

/// Whose pages are fetched.
#[derive(Clone)]
pub struct Walker {
    /// The program's parts.
    pub app: App,
    /// What answers visitors.
    pub pages: Router,
}

/// A page or file as visitors get it.
#[derive(Clone, Debug)]
pub struct Fetched {
    /// The file that shows it.
    pub file: String,
    /// Its content.
    pub content: Bytes,
    /// Size and digests of the content.
    pub sums: Sums,
    /// What it depends on; `None` if the cache doesn't say.
    pub tags: Option<Vec<String>>,
    /// Where it leads, on mirrored hosts.
    pub links: BTreeSet<Address>,
}

/// Takes what a walk brings.
pub trait Basket {
    /// Whether an address is in it, and need not be fetched again.
    fn has(&self, address: &Address) -> bool;

    /// Takes a page; what visitors don't get is `None`.
    fn take(&mut self, address: Address, fetched: Option<Fetched>) -> Result<(), Fault>;
}

impl Walker {
    /// Hosts that are mirrored: the main site's and those of sites that have their own.
    pub fn hosts(&self) -> Vec<String> {
        let tree = self.app.tree();
        let main = tree.main_site().map(|site| site.domain.clone());
        let own = tree.sites().iter().filter_map(|site| tree.own_host(site.id));
        main.into_iter().chain(own.map(str::to_owned)).collect()
    }

    /// The addresses from which everything else is found.
    pub fn doors(&self) -> Vec<Address> {
        let hosts = self.hosts();
        let all = |host: &String| DOORS.iter().map(|path| Address::new(host, path)).collect();
        hosts.iter().flat_map::<Vec<_>, _>(all).collect()
    }

    /// Fetches these and everything new that they lead to.
    pub async fn walk(
        &self,
        from: impl IntoIterator<Item = Address>,
        basket: &mut impl Basket,
    ) -> Result<(), Fault> {
        let following = Arc::new(Following::new(self.hosts()));
        let mut waiting: Vec<Address> = from.into_iter().collect();
        let mut met: BTreeSet<Address> = waiting.iter().cloned().collect();
        let mut running = FuturesUnordered::new();
        loop {
            while running.len() < AT_ONCE
                && let Some(address) = waiting.pop()
            {
                let (own, following) = (self.clone(), following.clone());
                // Rendering and reading a page takes a core for a moment: on all cores, then.
                running.push(tokio::spawn(async move {
                    let fetched = own.fetch(&address, &following).await;
                    (address, fetched)
                }));
            }
            let Some(done) = running.next().await else { return Ok(()) };
            let (address, fetched) = done.doing("fetch a page for the mirror")?;
            let fetched = fetched?;
            for link in fetched.iter().flat_map(|page| &page.links) {
                if met.len() < MOST && !basket.has(link) && met.insert(link.clone()) {
                    waiting.push(link.clone());
                }
            }
            basket.take(address, fetched)?;
        }
    }

    async fn fetch(
        &self,
        address: &Address,
        following: &Following,
    ) -> Result<Option<Fetched>, Fault> {
        let doing = || format!("fetch {} for the mirror", address.path);
        let request = Request::builder()
            .uri(&address.path)
            .header(header::HOST, &address.host)
            .body(Body::empty())
            .doing(doing())?;
        let answer = match tower::ServiceExt::oneshot(self.pages.clone(), request).await {
            Ok(answer) => answer,
            Err(never) => match never {},
        };
        if answer.status().is_server_error() {
            return Err(Fault::new(format!("{}: {}", doing(), answer.status())));
        }
        let media_type = told(answer.headers(), header::CONTENT_TYPE);
        let caching = told(answer.headers(), header::CACHE_CONTROL);
        let personal = caching.contains("no-store") || caching.contains("private");
        let html = media_type.starts_with("text/html");
        let file = address.file(html);
        let (StatusCode::OK, false, Some(file)) = (answer.status(), personal, file) else {
            return Ok(None);
        };
        let sent = answer.into_body().collect().await.doing(doing())?.to_bytes();
        let (content, links) = read(sent, &media_type);
        let links = following.all(address, &links);
        let sums = Sums::of(&content);
        Ok(Some(Fetched { file, content, sums, tags: self.tags(address), links }))
    }

    /// What a page depends on, as the cache knows it.
    fn tags(&self, address: &Address) -> Option<Vec<String>> {
        let tree = self.app.tree();
        let path = address.path.split('?').next().unwrap_or_default();
        let (site, _) = tree.site_for(&address.host, path)?;
        let key = PageKey::new(site.id.0, address.path.as_str());
        let page = self.app.cache.get(&key)?;
        Some(page.tags().iter().map(|tag| tag.as_str().to_owned()).collect())
    }
}

/// What is kept of what was sent, and where it leads.
fn read(sent: Bytes, media_type: &str) -> (Bytes, BTreeSet<String>) {
    if !leads_on(media_type) {
        return (sent, BTreeSet::new());
    }
    let text = String::from_utf8_lossy(&sent);
    let page = media_type.starts_with("text/html");
    let straight = if page { straightened(&text) } else { Cow::Borrowed(&*text) };
    let links = links(media_type, &straight);
    match straight {
        Cow::Owned(straight) => (straight.into(), links),
        Cow::Borrowed(_) => (sent, links),
    }
}

fn told(headers: &HeaderMap, name: header::HeaderName) -> String {
    let value = headers.get(name).and_then(|value| value.to_str().ok());
    value.unwrap_or_default().to_owned()
}

/// What is mirrored of each address.
pub type Shown = BTreeMap<Address, Leaf>;

/// A mirrored page or file.
#[derive(Clone, Debug)]
pub struct Leaf {
    /// The file that shows it.
    pub file: String,
    /// What it depends on; `None` if that isn't known.
    pub tags: Option<Vec<String>>,
    /// Files that it leads to and that nothing else is known of: attachments, pictures.
    pub attached: BTreeSet<Address>,
}
