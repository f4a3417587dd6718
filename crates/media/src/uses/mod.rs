//! Uses: which documents name an item. Documents tell; the library counts, and serves to visitors
//! only what a public document names (articles 19, 20: nothing is public that nobody reviewed).

pub mod store;

use std::sync::LazyLock;

use regex::Regex;
use structure::UnitId;

pub use store::{forget, of_item, record};

static ADDRESS: LazyLock<Option<Regex>> = LazyLock::new(|| {
    Regex::new(r#" (?:href|src|poster)="/media/([23456789bcdfghjkmnpqrstvwxz]{10})/"#).ok()
});

/// Where a document names an item.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Stage {
    /// In its newest revision.
    Head,
    /// In the revision that visitors see.
    Live,
}

impl Stage {
    /// As stored.
    pub fn word(self) -> &'static str {
        match self {
            Self::Head => "head",
            Self::Live => "live",
        }
    }
}

/// The document that names items.
#[derive(Clone, Copy, Debug)]
pub struct User<'a> {
    /// Its id.
    pub id: i64,
    /// Its public code.
    pub key: &'a str,
    /// Its title.
    pub title: &'a str,
    /// The unit that answers for it.
    pub unit_id: UnitId,
}

/// The addresses of the items that a cleaned body names, each once.
pub fn codes(clean_html: &str) -> Vec<String> {
    let mut codes: Vec<String> = Vec::new();
    for found in ADDRESS.iter().flat_map(|pattern| pattern.captures_iter(clean_html)) {
        let (_, [code]) = found.extract();
        if !codes.iter().any(|known| known == code) {
            codes.push(code.to_owned());
        }
    }
    codes
}
