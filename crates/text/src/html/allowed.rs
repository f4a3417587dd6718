//! The allow-list of a body: elements, attributes, classes, and the guard made from them.

use std::collections::{HashMap, HashSet};
use std::sync::LazyLock;

use ammonia::{Builder, UrlRelative};

/// Classes that may stand in a body. The theme styles each of them.
pub(crate) const CLASSES: [&str; 5] =
    ["align-center", "align-right", "footnotes", "indent", "picture-missing"];

/// Elements whose loss an editor should hear of.
const NOTABLE: [&str; 23] = [
    "applet", "base", "button", "canvas", "embed", "form", "frame", "frameset", "iframe", "input",
    "link", "marquee", "math", "meta", "noscript", "object", "script", "select", "style", "svg",
    "template", "textarea", "xmp",
];

/// Elements that go with everything in them.
const WITH_CONTENT: [&str; 5] = ["math", "select", "svg", "template", "xmp"];

const ELEMENTS: [&str; 34] = [
    "a",
    "audio",
    "blockquote",
    "br",
    "caption",
    "div",
    "em",
    "figcaption",
    "figure",
    "h2",
    "h3",
    "h4",
    "hr",
    "img",
    "li",
    "ol",
    "p",
    "s",
    "section",
    "source",
    "strong",
    "sub",
    "sup",
    "table",
    "tbody",
    "td",
    "tfoot",
    "th",
    "thead",
    "tr",
    "track",
    "u",
    "ul",
    "video",
];

/// Attributes per element; `class` may stand everywhere and is checked on its own.
const ATTRIBUTES: [(&str, &[&str]); 14] = [
    ("a", &["href", "id", "title"]),
    ("audio", &["controls", "preload", "src"]),
    ("img", &["alt", "height", "src", "width"]),
    ("li", &["id"]),
    ("ol", &["start"]),
    ("p", &["id"]),
    ("source", &["src", "type"]),
    ("sup", &["id"]),
    ("td", &["colspan", "rowspan"]),
    ("th", &["colspan", "rowspan", "scope"]),
    ("track", &["default", "kind", "label", "src", "srclang"]),
    ("video", &["controls", "height", "poster", "preload", "src", "width"]),
    ("section", &[]),
    ("div", &[]),
];

/// Ammonia with our allow-list, built once: building costs more than cleaning.
pub(crate) static GUARD: LazyLock<Builder<'static>> = LazyLock::new(|| {
    let attributes: HashMap<&str, HashSet<&str>> = ATTRIBUTES
        .into_iter()
        .map(|(element, names)| (element, names.iter().copied().collect()))
        .collect();
    let mut guard = Builder::empty();
    guard
        .tags(HashSet::from(ELEMENTS))
        .clean_content_tags(WITH_CONTENT.into_iter().chain(["script", "style"]).collect())
        .tag_attributes(attributes)
        .generic_attributes(HashSet::from(["class"]))
        .url_schemes(HashSet::from(["http", "https", "mailto", "tel", "asset"]))
        .url_relative(UrlRelative::PassThrough)
        .link_rel(None)
        .strip_comments(true);
    guard
});

/// What our body calls an element: itself, a better name, or nothing.
pub(crate) fn our_name(name: &str) -> Option<&'static str> {
    Some(match name {
        "p" => "p",
        "b" | "strong" => "strong",
        "i" | "em" | "cite" | "dfn" => "em",
        "u" | "ins" => "u",
        "s" | "strike" | "del" => "s",
        "h1" | "h2" => "h2",
        "h3" => "h3",
        "h4" | "h5" | "h6" => "h4",
        "ul" | "menu" | "dir" => "ul",
        "center" | "div" | "dl" | "dt" | "dd" | "article" | "main" | "header" | "footer"
        | "nav" | "aside" | "address" | "form" | "fieldset" | "legend" | "details" | "summary"
        | "pre" | "listing" | "hgroup" | "body" | "html" | "option" => "div",
        other => return ELEMENTS.iter().find(|element| **element == other).copied(),
    })
}

/// Whether an editor should hear that this element was left out.
pub(crate) fn is_notable(name: &str) -> bool {
    NOTABLE.contains(&name)
}

/// Whether the element goes with everything in it.
pub(crate) fn goes_with_content(name: &str) -> bool {
    WITH_CONTENT.contains(&name)
}

/// Whether the attribute may stand on our element, its value apart.
pub(crate) fn is_attribute(element: &str, name: &str) -> bool {
    ATTRIBUTES.iter().any(|(e, names)| *e == element && names.contains(&name))
}
