//! What an inspector reads off a page.

use std::collections::BTreeMap;

use scraper::{ElementRef, Html, Selector};

/// A page's parts, as the norms name them.
#[derive(Clone, Debug, Default)]
pub struct Page {
    /// `<title>`.
    pub title: String,
    /// Page tags by their name, as written.
    pub tags: BTreeMap<String, String>,
    /// Words of the header.
    pub header: String,
    /// Whether there is a search.
    pub search: bool,
    /// Whether there is 当前位置.
    pub trail: bool,
    /// Words of the footer.
    pub footer: String,
    /// Words of the main part.
    pub main: String,
    /// Every link.
    pub links: Vec<Link>,
    /// Pictures without an `alt`.
    pub nameless_pictures: Vec<String>,
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
}

impl Page {
    /// Reads a page. Whatever is not there stays empty.
    pub fn read(html: &str) -> Self {
        let parsed = Html::parse_document(html);
        let root = parsed.root_element();
        let words =
            |selector: &str| all(root, selector).map(words_of).collect::<Vec<_>>().join(" ");
        let tag = |meta: ElementRef<'_>| {
            Some((
                meta.attr("name")?.to_owned(),
                meta.attr("content").unwrap_or_default().to_owned(),
            ))
        };
        let link = |a: ElementRef<'_>| Link {
            href: a.attr("href").unwrap_or_default().trim().to_owned(),
            words: words_of(a),
        };
        let nameless = all(root, "img:not([alt])");
        Self {
            title: words("head > title"),
            tags: all(root, "meta[name]").filter_map(tag).collect(),
            header: words("body > header"),
            search: all(root, "form[role=search], form[action$=search]").next().is_some(),
            trail: all(root, "nav ol [aria-current=page]").next().is_some(),
            footer: words("body > footer"),
            main: words("main"),
            links: all(root, "a").map(link).collect(),
            nameless_pictures: nameless
                .map(|picture| picture.attr("src").unwrap_or_default().to_owned())
                .collect(),
            plays_by_itself: all(root, "[autoplay]").next().is_some(),
        }
    }

    /// What a page tag says; nothing if it is not there or empty.
    pub fn tag(&self, name: &str) -> Option<&str> {
        self.tags.get(name).map(String::as_str).filter(|content| !content.trim().is_empty())
    }
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
