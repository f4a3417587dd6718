//! What an inspector reads off a page.

use std::collections::{BTreeMap, BTreeSet, HashSet};

use scraper::{ElementRef, Html, Selector};

/// A page's parts, as the norms name them.
#[derive(Clone, Debug, Default)]
#[expect(clippy::struct_excessive_bools, reason = "what a page has or has not, each for itself")]
pub struct Page {
    /// `<title>`.
    pub title: String,
    /// Page tags by their name, as written.
    pub tags: BTreeMap<String, String>,
    /// Words of the header.
    pub header: String,
    /// Words of the header's name of the site.
    pub brand: String,
    /// Words of the header's links: ways of looking stand among them.
    pub switches: BTreeSet<String>,
    /// Whether there is a search.
    pub search: bool,
    /// Whether there is 当前位置.
    pub trail: bool,
    /// Words of the footer.
    pub footer: String,
    /// Words of the main part.
    pub main: String,
    /// Whether it is the page of one text, which has tools of its own.
    pub is_article: bool,
    /// Whether it can be read aloud.
    pub reads_aloud: bool,
    /// What a search found.
    pub hits: usize,
    /// Every link.
    pub links: Vec<Link>,
    /// Pictures without an `alt`.
    pub nameless_pictures: Vec<String>,
    /// Fields of forms without a label.
    pub nameless_fields: Vec<String>,
    /// The language it says it is in.
    pub lang: String,
    /// Whether its first link leads to its content.
    pub skip: bool,
    /// Whether it forbids to be enlarged.
    pub unzoomable: bool,
    /// Headings of the first level.
    pub headings: usize,
    /// An `id` that comes twice.
    pub repeated_id: Option<String>,
    /// What pops up, floats, moves or leaves by itself.
    pub intrusions: Vec<String>,
    /// Whether sound or film starts by itself.
    pub plays_by_itself: bool,
}

/// A link.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Link {
    /// Where it leads, as written; empty if it says nothing.
    pub href: String,
    /// Its words.
    pub words: String,
    /// Whether it says that it leads out.
    pub external: bool,
    /// The portal's own page on the way there 离站提示.
    pub over: Option<String>,
}

/// What must not happen to a visitor: windows that open, words that move, pages that go on by themselves.
const INTRUSIONS: &[(&str, &str)] = &[
    ("dialog[open], [role=dialog]:not([hidden]), [role=alertdialog]:not([hidden])", "dialog"),
    ("marquee, blink", "marquee"),
    ("meta[http-equiv=refresh]", "refresh"),
    ("body[onload*=open], body[onload*=alert]", "onload"),
    ("iframe:not([title])", "iframe"),
];

impl Page {
    /// Reads a page. Whatever is not there stays empty.
    pub fn read(html: &str) -> Self {
        let parsed = Html::parse_document(html);
        let root = parsed.root_element();
        let words =
            |selector: &str| all(root, selector).map(words_of).collect::<Vec<_>>().join(" ");
        let has = |selector: &str| all(root, selector).next().is_some();
        let tag = |meta: ElementRef<'_>| {
            Some((
                meta.attr("name")?.to_owned(),
                meta.attr("content").unwrap_or_default().to_owned(),
            ))
        };
        let tags: BTreeMap<String, String> = all(root, "meta[name]").filter_map(tag).collect();
        let viewport = tags.get("viewport").cloned().unwrap_or_default().replace(' ', "");
        let nameless = all(root, "img:not([alt])");
        let intrusion = |(selector, name): &(&str, &str)| has(selector).then(|| (*name).to_owned());
        let first = all(root, "body a").next();
        Self {
            title: words("head > title"),
            header: words("body > header"),
            brand: words("body > header .brand, body > header h1"),
            switches: all(root, "body > header a").map(words_of).collect(),
            search: has("form[role=search], form[action$=search]"),
            trail: has("nav ol [aria-current=page]"),
            footer: words("body > footer"),
            main: words("main"),
            is_article: has("main article"),
            hits: all(root, "main ol.hits > li").count(),
            reads_aloud: has("[data-read-aloud]"),
            links: all(root, "a").map(link_of).collect(),
            nameless_pictures: nameless
                .map(|picture| picture.attr("src").unwrap_or_default().to_owned())
                .collect(),
            nameless_fields: nameless_fields(root),
            lang: root.attr("lang").unwrap_or_default().to_owned(),
            skip: first.is_some_and(|link| link.attr("href").is_some_and(|to| to.starts_with('#'))),
            unzoomable: viewport.contains("user-scalable=no")
                || viewport.contains("maximum-scale=1"),
            headings: all(root, "h1").count(),
            repeated_id: repeated_id(root),
            intrusions: INTRUSIONS.iter().filter_map(intrusion).collect(),
            plays_by_itself: has("[autoplay]"),
            tags,
        }
    }

    /// What a page tag says; nothing if it is not there or empty.
    pub fn tag(&self, name: &str) -> Option<&str> {
        self.tags.get(name).map(String::as_str).filter(|content| !content.trim().is_empty())
    }
}

fn link_of(a: ElementRef<'_>) -> Link {
    let rel = a.attr("rel").unwrap_or_default();
    let written = a.attr("href").unwrap_or_default().trim();
    let behind = behind(written);
    Link {
        over: behind.is_some().then(|| written.to_owned()),
        href: behind.unwrap_or_else(|| written.to_owned()),
        words: words_of(a),
        external: rel.split_whitespace().any(|one| one == "external"),
    }
}

/// The address behind the page that says that a visitor leaves: a link is judged by where it leads.
fn behind(href: &str) -> Option<String> {
    let (path, asked) = href.split_once('?')?;
    let mut asked = url::form_urlencoded::parse(asked.as_bytes());
    let to = asked.find_map(|(name, value)| (name == "to").then(|| value.into_owned()));
    to.filter(|_| path.ends_with("/leaving"))
}

/// Fields that say in no way what belongs into them.
fn nameless_fields(root: ElementRef<'_>) -> Vec<String> {
    let labelled: BTreeSet<String> =
        all(root, "label[for]").filter_map(|label| label.attr("for").map(str::to_owned)).collect();
    let inside: HashSet<_> =
        all(root, "label input, label select, label textarea").map(|field| field.id()).collect();
    let named = |field: &ElementRef<'_>| {
        ["aria-label", "aria-labelledby", "title"].iter().any(|name| field.attr(name).is_some())
            || field.attr("id").is_some_and(|id| labelled.contains(id))
            || inside.contains(&field.id())
    };
    let unseen = ["hidden", "submit", "button", "reset", "image"];
    all(root, "input, select, textarea")
        .filter(|field| !field.attr("type").is_some_and(|kind| unseen.contains(&kind)))
        .filter(|field| !named(field))
        .map(|field| field.attr("name").unwrap_or_default().to_owned())
        .collect()
}

fn repeated_id(root: ElementRef<'_>) -> Option<String> {
    let mut seen = BTreeSet::new();
    let mut ids = all(root, "[id]").filter_map(|one| one.attr("id").map(str::to_owned));
    ids.find(|id| !seen.insert(id.clone()))
}

fn all<'a>(root: ElementRef<'a>, selector: &str) -> impl Iterator<Item = ElementRef<'a>> + use<'a> {
    let found: Vec<ElementRef<'a>> =
        Selector::parse(selector).map_or_else(|_| Vec::new(), |one| root.select(&one).collect());
    found.into_iter()
}

fn words_of(element: ElementRef<'_>) -> String {
    let text: String = element.text().collect();
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}
