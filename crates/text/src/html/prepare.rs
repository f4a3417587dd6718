//! First pass: old elements get our names, styles become classes, the rest is left out and noted.

use html5ever::tokenizer::Tag;

use super::allowed::{goes_with_content, is_attribute, is_notable, our_name};
use super::links::{self, Place};
use super::style;
use crate::escape::escape_into;
use crate::tokens::{self, Event, attribute};

/// HTML that holds only our elements and attributes, not yet a proper tree.
#[derive(Default)]
pub(crate) struct Prepared {
    /// The HTML for the guard.
    pub(crate) html: String,
    /// What an editor should hear of.
    pub(crate) removed: Vec<String>,
    /// The element whose content is passed over, and how often it is open.
    skipping: Option<(String, usize)>,
    /// Elements that go with their content lose only their tags: one of them was never closed.
    lenient: bool,
    /// How many elements are open in which a line break is a line break.
    lines_kept: usize,
}

/// Longest address shown among the things removed.
const SHOWN: usize = 80;

/// Prepares HTML for the guard.
pub(crate) fn prepare(html: &str) -> Prepared {
    let prepared = pass(html, false);
    // An element that is never closed must not swallow the rest of the article.
    if prepared.skipping.is_some() { pass(html, true) } else { prepared }
}

fn pass(html: &str, lenient: bool) -> Prepared {
    let html_capacity = html.len() + html.len() / 8;
    let mut prepared =
        Prepared { html: String::with_capacity(html_capacity), lenient, ..Prepared::default() };
    tokens::read(html, |event| match event {
        Event::Text(text) => prepared.text(text),
        Event::Start(tag) => prepared.start(tag),
        Event::End(name) => prepared.end(name),
    });
    prepared
}

impl Prepared {
    fn text(&mut self, text: &str) {
        if self.skipping.is_some() {
            return;
        }
        if self.lines_kept == 0 {
            return escape_into(&mut self.html, text);
        }
        for (index, line) in text.split('\n').enumerate() {
            if index > 0 {
                self.html.push_str("<br>");
            }
            escape_into(&mut self.html, line);
        }
    }

    fn start(&mut self, tag: &Tag) {
        let name = &*tag.name;
        if let Some((skipped, depth)) = &mut self.skipping {
            *depth += usize::from(skipped == name && !tag.self_closing);
            return;
        }
        if is_notable(name) {
            self.note(format!("<{name}>"));
        }
        for attribute in &tag.attrs {
            if attribute.name.local.starts_with("on") {
                self.note(attribute.name.local.to_string());
            }
        }
        let raw = matches!(name, "script" | "style" | "title");
        let whole =
            !self.lenient && !tag.self_closing && (name == "xml" || goes_with_content(name));
        if raw || whole {
            self.skipping = Some((name.to_owned(), 1));
            return;
        }
        self.lines_kept += usize::from(keeps_lines(name));
        if let Some(ours) = our_name(name) {
            self.html.push('<');
            self.html.push_str(ours);
            self.attributes(ours, tag);
            self.html.push('>');
        }
    }

    fn end(&mut self, name: &str) {
        if let Some((skipped, depth)) = &mut self.skipping {
            *depth -= usize::from(skipped == name);
            if *depth == 0 {
                self.skipping = None;
            }
            return;
        }
        if keeps_lines(name) {
            self.lines_kept = self.lines_kept.saturating_sub(1);
        }
        if let Some(ours) = our_name(name) {
            // A stray `</br>` is read as a break by every browser.
            self.html.push_str(if ours == "br" { "<" } else { "</" });
            self.html.push_str(ours);
            self.html.push('>');
        }
    }

    fn attributes(&mut self, ours: &'static str, tag: &Tag) {
        let class = style::classes(tag, ours);
        if !class.is_empty() {
            self.attribute("class", &class);
        }
        if matches!(ours, "video" | "audio") {
            self.attribute("controls", "");
        }
        for given in &tag.attrs {
            let mut name = &*given.name.local;
            // Word names its footnote anchors.
            if ours == "a" && name == "name" && attribute(tag, "id").is_none() {
                name = "id";
            }
            if name != "controls"
                && is_attribute(ours, name)
                && let Some(value) = self.value(ours, name, &given.value)
            {
                self.attribute(name, &value);
            }
        }
    }

    fn attribute(&mut self, name: &str, value: &str) {
        self.html.push(' ');
        self.html.push_str(name);
        self.html.push_str("=\"");
        escape_into(&mut self.html, value);
        self.html.push('"');
    }

    /// The attribute's value as it may stand.
    fn value(&mut self, element: &str, name: &str, value: &str) -> Option<String> {
        let value = value.trim();
        match name {
            "href" | "src" | "poster" => {
                let place = if element == "a" { Place::Link } else { Place::Media };
                let accepted = links::acceptable(place, value);
                if accepted.is_none() && !value.is_empty() {
                    self.note(value.chars().filter(|c| !c.is_control()).take(SHOWN).collect());
                }
                accepted
            }
            "id" => links::is_footnote(value).then(|| value.to_owned()),
            "width" | "height" => number(value.trim_end_matches("px"), 10_000),
            "colspan" | "rowspan" => number(value, 1_000).filter(|n| n != "1"),
            "start" => number(value, 100_000),
            "scope" => {
                matches!(value, "col" | "row" | "colgroup" | "rowgroup").then(|| value.to_owned())
            }
            _ => Some(crate::wording::normalise_space(value)),
        }
    }

    fn note(&mut self, what: String) {
        if !self.removed.contains(&what) {
            self.removed.push(what);
        }
    }
}

fn keeps_lines(name: &str) -> bool {
    matches!(name, "pre" | "listing")
}

fn number(value: &str, most: u32) -> Option<String> {
    let number: u32 = value.trim().parse().ok()?;
    (1..=most).contains(&number).then(|| number.to_string())
}
