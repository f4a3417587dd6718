//! Which addresses are mirrored, and which file shows each.

use url::Url;

/// Doors that only a living site has: searches, forms, switches, machines' interfaces.
const LIVE: &[&str] = &["/view/", "/api/", "/previews/", "/search", "/mailbox/mine/"];
/// File systems take no longer names.
const LONGEST: usize = 200;

/// An address of the mirror: a host and a path with its query.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Address {
    /// The host.
    pub host: String,
    /// Path and query.
    pub path: String,
}

impl Address {
    /// A path on a host.
    pub fn new(host: &str, path: &str) -> Self {
        Self { host: host.to_owned(), path: path.to_owned() }
    }

    /// Where a link on this page leads; `None` if no mirrored host or only a living site answers.
    pub fn follow(&self, href: &str, hosts: &[String]) -> Option<Self> {
        let base = Url::parse(&format!("https://{}", self.host)).ok()?.join(&self.path).ok()?;
        let to = base.join(href).ok()?;
        let host = match to.port() {
            Some(port) => format!("{}:{port}", to.host_str()?),
            None => to.host_str()?.to_owned(),
        };
        let known = matches!(to.scheme(), "http" | "https") && hosts.contains(&host);
        let live = LIVE.iter().any(|door| to.path().contains(door));
        let query = to.query().filter(|_| !is_asset(to.path()));
        if !known || live || query.is_some_and(|query| !turns_a_page(query)) {
            return None;
        }
        let path = query.map_or(to.path().to_owned(), |query| format!("{}?{query}", to.path()));
        Some(Self { host, path })
    }

    /// Whether it is a list's second page, or one further back.
    pub fn is_further_page(&self) -> bool {
        self.path.split_once('?').is_some_and(|(_, query)| turns_a_page(query))
    }

    /// The file that shows it, below the folder that is served. Pages without an ending become
    /// `index.html` in a folder of their name; a query stands in the name, as `$args` gives it.
    pub fn file(&self, html: bool) -> Option<String> {
        let (path, query) = match self.path.split_once('?') {
            Some((path, query)) => (path, Some(query)),
            None => (self.path.as_str(), None),
        };
        let path = percent_decoded(path)?;
        let path = path.trim_matches('/');
        let good = |part: &str| {
            !part.is_empty() && part != "." && part != ".." && !part.contains(['\\', '\0'])
        };
        if !(path.is_empty() || path.split('/').all(good)) {
            return None;
        }
        let last = path.rsplit('/').next().unwrap_or_default();
        let query = query.filter(|query| good(query) && !query.contains('/'));
        let mark = query.map(|query| format!("@{query}")).unwrap_or_default();
        let file = match (html && !last.contains('.'), path) {
            (true, "") => format!("index{mark}.html"),
            (true, path) => format!("{path}/index{mark}.html"),
            (false, path) => format!("{path}{mark}"),
        };
        let named = file.split('/').all(|part| part.len() <= LONGEST);
        named.then(|| format!("{}/{file}", self.host.replace(':', "_")))
    }
}

/// Lists are mirrored page by page. What else is asked for can be combined without end: facets, words,
/// the form for one page of thousands.
fn turns_a_page(query: &str) -> bool {
    query.strip_prefix("page=").is_some_and(|page| page.bytes().all(|byte| byte.is_ascii_digit()))
}

/// Assets carry a version in their query, and their names are enough.
fn is_asset(path: &str) -> bool {
    path.starts_with("/assets/")
}

/// Web servers look files up by the decoded path.
fn percent_decoded(path: &str) -> Option<String> {
    let url = Url::parse(&format!("https://x{path}")).ok()?;
    let decoded = percent_encoding::percent_decode_str(url.path()).decode_utf8().ok()?;
    Some(decoded.into_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn pages_lists_and_files_have_places() {
        let file = |path: &str, html| Address::new("www.weiyang.gov.cn", path).file(html);
        let at = |name: &str| Some(format!("www.weiyang.gov.cn/{name}"));
        assert_eq!(file("/", true), at("index.html"));
        assert_eq!(file("/zwdt/bmdt", true), at("zwdt/bmdt/index.html"));
        assert_eq!(file("/zwdt/bmdt?page=2", true), at("zwdt/bmdt/index@page=2.html"));
        assert_eq!(file("/feeds/zwdt.xml", false), at("feeds/zwdt.xml"));
        assert_eq!(file("/media/ab/%E5%9B%BE.png", false), at("media/ab/图.png"));
        assert_eq!(file("/a/%2e%2e/%2e%2e/etc", true), at("etc/index.html"));
        assert_eq!(file("/a/..%2fb", true), None);
    }

    #[test]
    fn links_stay_on_mirrored_hosts_and_off_living_doors() {
        let hosts = ["www.weiyang.gov.cn".to_owned(), "hcac.weiyang.gov.cn".to_owned()];
        let page = Address::new("www.weiyang.gov.cn", "/zwdt/bmdt?page=2");
        let to = |href: &str| page.follow(href, &hosts).map(|to| (to.host, to.path));
        let own = |path: &str| Some(("www.weiyang.gov.cn".to_owned(), path.to_owned()));
        assert_eq!(to("?page=3#top"), own("/zwdt/bmdt?page=3"));
        assert_eq!(to("/assets/public.css?v=12"), own("/assets/public.css"));
        assert_eq!(to("https://hcac.weiyang.gov.cn/").unwrap().0, "hcac.weiyang.gov.cn");
        assert_eq!(to("/search?q=1"), None);
        assert_eq!(to("/catalogue?page=2&validity=in_force"), None);
        assert_eq!(to("https://example.cn/"), None);
        assert_eq!(to("mailto:a@b.cn"), None);
    }
}
