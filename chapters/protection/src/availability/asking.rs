//! Asking: over the network, with a connection of its own, until the last byte is there.

use std::time::{Duration, Instant};

use futures::future::join_all;
use http::header;
use platform::{Fault, FaultContext};
use reqwest::redirect::Policy;
use reqwest::{Client, Response};
use structure::{App, AskedAddress, SiteId};
use url::Url;

use super::model::Probe;
use super::store::keep;

/// Redirects that are followed when the sites' own addresses are asked.
const STEPS: usize = 5;
/// What is read of a page.
const MOST: usize = 16 << 20;
/// Whom access logs see.
const AGENT: &str = concat!("weiyang-availability/", env!("CARGO_PKG_VERSION"));

/// A page to be asked for.
struct Target {
    site: SiteId,
    path: String,
    url: Url,
    /// The site's name, where another address is asked for it.
    host: Option<String>,
}

/// Opens every site's pages once and keeps what came. `own` is the address of this node's public listener.
pub async fn round(app: &App, own: &str) -> Result<(), Fault> {
    let settings = &app.settings.availability;
    let asked = match settings.asked()? {
        // A certificate bears the sites' names, not this machine's address.
        AskedAddress::Node if app.settings.public.tls.is_some() => AskedAddress::Public,
        other => other,
    };
    let follows =
        if asked == AskedAddress::Public { Policy::limited(STEPS) } else { Policy::none() };
    let client = Client::builder()
        .redirect(follows)
        .no_proxy()
        .user_agent(AGENT)
        // A visitor has no connection yet.
        .pool_max_idle_per_host(0)
        .timeout(Duration::from_secs(settings.open_seconds));
    let client = client.build().doing("prepare to open the portal's pages")?;
    let targets = targets(app, &asked, own)?;
    let by_site = targets.chunk_by(|one, other| one.site == other.site);
    let answers = join_all(by_site.map(|pages| site(app, &client, pages)));
    let probes: Vec<Probe> = answers.await.into_iter().flatten().collect();
    for failed in probes.iter().filter(|probe| probe.failed(settings.open_seconds)) {
        let (site, path) = (failed.site.0, failed.path.as_str());
        tracing::warn!(
            site,
            path,
            status = failed.status,
            ms = failed.milliseconds,
            "a page did not open"
        );
    }
    keep(&app.db, &probes, settings.open_seconds).await
}

/// One site's pages, one after the other.
async fn site(app: &App, client: &Client, pages: &[Target]) -> Vec<Probe> {
    let mut probes = Vec::new();
    for page in pages {
        probes.push(open(app, client, page).await);
    }
    probes
}

async fn open(app: &App, client: &Client, page: &Target) -> Probe {
    let (at, begun) = (app.clock().now(), Instant::now());
    let mut request = client.get(page.url.clone()).header(header::ACCEPT, "text/html");
    if let Some(host) = &page.host {
        request = request.header(header::HOST, host);
    }
    let status = match request.send().await {
        Ok(answer) => read(answer).await,
        Err(_) => 0,
    };
    let milliseconds = i64::try_from(begun.elapsed().as_millis()).unwrap_or(i64::MAX);
    Probe { at, site: page.site, path: page.path.clone(), milliseconds, status }
}

/// The status, if the whole page came in time.
async fn read(mut answer: Response) -> i64 {
    let status = i64::from(answer.status().as_u16());
    let mut length = 0;
    loop {
        match answer.chunk().await {
            Ok(Some(chunk)) if length < MOST => length += chunk.len(),
            Ok(_) => return status,
            Err(_) => return 0,
        }
    }
}

/// The home page of every site and its first columns.
fn targets(app: &App, asked: &AskedAddress, own: &str) -> Result<Vec<Target>, Fault> {
    let tree = app.tree();
    let main = tree.main_site().map(|main| main.domain.clone()).unwrap_or_default();
    let mut targets = Vec::new();
    for site in tree.sites() {
        let columns = tree.children(site.id, None);
        let columns = columns.iter().take(app.settings.availability.columns);
        let pages = std::iter::once(String::new()).chain(columns.map(|column| column.path.clone()));
        let name = if site.domain.is_empty() { main.clone() } else { site.domain.clone() };
        for page in pages {
            let path = tree.path_on_host(site.id, &page);
            let (base, host) = match asked {
                AskedAddress::Node => (own.to_owned(), Some(name.clone())),
                AskedAddress::At(url) => (url.to_string(), Some(name.clone())),
                AskedAddress::Public => (public(app, &name, &main), None),
            };
            let url = format!("{}{path}", base.trim_end_matches('/'));
            let url = Url::parse(&url).doing(format!("read the address {url}"))?;
            let host = host.filter(|host| !host.is_empty());
            targets.push(Target { site: site.id, path: format!("/{page}"), url, host });
        }
    }
    Ok(targets)
}

/// A site's address as everybody reaches it.
fn public(app: &App, name: &str, main: &str) -> String {
    let base = app.settings.public.base_url.clone().filter(|_| name == main);
    base.unwrap_or_else(|| format!("https://{name}"))
}
