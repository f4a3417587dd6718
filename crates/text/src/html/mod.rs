//! The body of a document: any HTML in, the small and safe HTML of ours out.
//!
//! Three passes. `prepare` renames old elements, turns styles into classes and notes what it
//! leaves out; ammonia repairs the tree and is the guard; `compose` writes paragraphs, drops
//! empty things and settles white space.

mod addresses;
mod allowed;
mod assets;
mod compose;
mod frames;
mod links;
mod outline;
mod pieces;
mod prepare;
mod style;
#[cfg(test)]
mod tests;

pub use addresses::addresses;
pub use assets::{asset_codes, with_assets};
pub use outline::{Outline, Table, outline};

use crate::escape::escape_into;

/// A cleaned body.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Clean {
    /// The safe HTML.
    pub html: String,
    /// What was left out and might be missed, each once, in order of appearance: elements as
    /// `<iframe>`, handlers as `onclick`, refused links and images by their address. Mere
    /// formatting (fonts, colours) is not told.
    pub removed: Vec<String>,
}

/// Cleans the HTML of a body. Cleaning twice changes nothing.
pub fn clean(html: &str) -> Clean {
    let prepared = prepare::prepare(html);
    let guarded = allowed::GUARD.clean(&prepared.html).to_string();
    Clean { html: compose::compose(&guarded), removed: prepared.removed }
}

/// A body from plain text: one paragraph for each line.
pub fn from_plain(text: &str) -> String {
    let mut html = String::with_capacity(text.len() + 64);
    for line in text.lines().filter(|line| !line.trim().is_empty()) {
        html.push_str("<p>");
        escape_into(&mut html, line);
        html.push_str("</p>");
    }
    clean(&html).html
}
