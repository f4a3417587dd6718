//! What may stand in which element of a body.

use html5ever::tokenizer::Tag;

use super::allowed::our_name;
use crate::escape::escape_into;

/// What an element takes as content.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Role {
    /// Blocks only: words in it get a paragraph.
    Flow,
    /// Words or blocks: a list item, a table cell, a figure.
    Mixed,
    /// Words only: a paragraph, a heading, a caption.
    Line,
    /// List items only.
    List,
    /// Parts of a table only.
    Table,
    /// Sources and tracks only.
    Media,
    /// Not written at all: it only separates, and hands its alignment down.
    Passing,
}

/// An element that is open.
#[derive(Debug)]
pub(crate) struct Frame {
    /// The element.
    pub(crate) name: &'static str,
    /// What it takes.
    pub(crate) role: Role,
    /// The position of its start tag.
    pub(crate) start: usize,
    /// Its alignment, as a class.
    pub(crate) class: String,
    /// Opened by us, so no end tag will come.
    pub(crate) automatic: bool,
    /// It says something even when nothing is in it.
    pub(crate) stays_empty: bool,
}

impl Frame {
    /// A frame that is not written.
    pub(crate) fn passing(name: &'static str, class: String) -> Self {
        Self { role: Role::Passing, class, ..Self::new(name, Role::Passing, 0) }
    }

    /// A frame for an element that is written at a position.
    pub(crate) fn new(name: &'static str, role: Role, start: usize) -> Self {
        Self { name, role, start, class: String::new(), automatic: false, stays_empty: false }
    }
}

/// The role of a block; words and their marks have none.
pub(crate) fn role(name: &str, class: &str) -> Option<Role> {
    Some(match name {
        "p" | "h2" | "h3" | "h4" | "caption" | "figcaption" => Role::Line,
        "blockquote" => Role::Flow,
        "section" if class.contains("footnotes") => Role::Flow,
        "section" | "div" => Role::Passing,
        "li" | "td" | "th" | "figure" => Role::Mixed,
        "ul" | "ol" => Role::List,
        "table" | "thead" | "tbody" | "tfoot" | "tr" => Role::Table,
        "video" | "audio" => Role::Media,
        _ => return None,
    })
}

/// Whether an element may stand directly in another.
pub(crate) fn fits(name: &str, parent: &Frame) -> bool {
    match parent.role {
        Role::List => name == "li",
        Role::Table => matches!(
            (parent.name, name),
            ("table", "caption" | "thead" | "tbody" | "tfoot")
                | ("thead" | "tbody" | "tfoot", "tr")
                | ("tr", "td" | "th")
        ),
        Role::Media => matches!(name, "source" | "track"),
        Role::Flow | Role::Mixed => match name {
            "figcaption" => parent.name == "figure",
            "caption" | "thead" | "tbody" | "tfoot" | "tr" | "td" | "th" | "li" | "source"
            | "track" => false,
            _ => true,
        },
        Role::Line | Role::Passing => false,
    }
}

/// A start tag as it is written, with a class of our choice.
pub(crate) fn written(name: &str, class: &str, tag: Option<&Tag>, with_id: bool) -> String {
    let mut out = String::with_capacity(32);
    out.push('<');
    out.push_str(name);
    let class = (!class.is_empty()).then_some(("class", class));
    let given = tag.into_iter().flat_map(|tag| &tag.attrs);
    let given = given.map(|a| (&*a.name.local, &*a.value)).filter(|(n, _)| *n != "class");
    for (name, value) in class.into_iter().chain(given) {
        if name != "id" || with_id {
            out.push(' ');
            out.push_str(name);
            out.push_str("=\"");
            escape_into(&mut out, value);
            out.push('"');
        }
    }
    out.push('>');
    out
}

/// Our name for an element that came out of the guard.
pub(crate) fn known(name: &str) -> Option<&'static str> {
    our_name(name).filter(|ours| *ours == name)
}
