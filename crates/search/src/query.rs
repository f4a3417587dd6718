//! A search and its answer.

use serde::Serialize;

/// In which part of the records to look.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum Scope {
    /// Title, text, numbers, tags and attachment names.
    #[default]
    All,
    /// The title only.
    Title,
}

/// In which order hits come.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum Sort {
    /// The best first. Without a text: the newest first.
    #[default]
    Relevance,
    /// The newest first.
    Newest,
    /// The oldest first.
    Oldest,
}

/// A search. Filters left `None` let everything through.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Query {
    /// What the visitor typed; empty lists everything that passes the filters.
    pub text: String,
    /// Shown on this site.
    pub site_id: Option<i64>,
    /// In this column or below.
    pub column_id: Option<i64>,
    /// Of this unit or below.
    pub unit_id: Option<i64>,
    /// Of this kind.
    pub kind: Option<String>,
    /// Of this year.
    pub year: Option<i32>,
    /// Of this validity.
    pub validity: Option<String>,
    /// Of none of these validities; the facet still counts them.
    pub hidden_validities: Vec<String>,
    /// Published at this instant or later, in microseconds since 1970.
    pub published_from: Option<i64>,
    /// Published before this instant.
    pub published_to: Option<i64>,
    /// Where to look.
    pub scope: Scope,
    /// The order.
    pub sort: Sort,
    /// Hits to skip.
    pub offset: usize,
    /// Hits to give, 100 at most.
    pub limit: usize,
}

impl Default for Query {
    fn default() -> Self {
        Self {
            text: String::new(),
            site_id: None,
            column_id: None,
            unit_id: None,
            kind: None,
            year: None,
            validity: None,
            hidden_validities: Vec::new(),
            published_from: None,
            published_to: None,
            scope: Scope::All,
            sort: Sort::Relevance,
            offset: 0,
            limit: 10,
        }
    }
}

impl Query {
    /// A search for a text, everything else as usual.
    pub fn text(text: impl Into<String>) -> Self {
        Self { text: text.into(), ..Self::default() }
    }
}

/// The answer to a search.
#[derive(Clone, Debug, Default, Serialize)]
pub struct Page {
    /// How many records were found, on all pages.
    pub total: u64,
    /// The hits of this page.
    pub hits: Vec<Hit>,
    /// How the found records are spread.
    pub facets: Facets,
    /// Nothing held all that was asked for; these hits hold a part of it.
    pub relaxed: bool,
}

/// How many records have a value.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
pub struct Count<V> {
    /// The value.
    pub value: V,
    /// How many records have it.
    pub count: u64,
}

/// How the found records are spread, the most frequent value first. Each list leaves its own
/// filter aside, so that a visitor sees where else the search leads.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Facets {
    /// By kind.
    pub kinds: Vec<Count<String>>,
    /// By year.
    pub years: Vec<Count<i64>>,
    /// By unit, ancestors counted too.
    pub units: Vec<Count<i64>>,
    /// By column, ancestors counted too.
    pub columns: Vec<Count<i64>>,
    /// By validity.
    pub validities: Vec<Count<String>>,
}

/// One found record.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Hit {
    /// Its number.
    pub id: i64,
    /// Its public id.
    pub key: String,
    /// Its kind.
    pub kind: String,
    /// Its year.
    pub year: i32,
    /// Its validity.
    pub validity: Option<String>,
    /// The title as it is.
    pub title: String,
    /// The title as HTML, with the words found in `<mark>`.
    pub title_html: String,
    /// The place in the text where the words were found, as HTML with `<mark>`.
    pub snippet_html: String,
    /// The summary as it is.
    pub summary: String,
    /// Its numbers.
    pub numbers: Vec<String>,
    /// Its tags.
    pub tags: Vec<String>,
    /// Names of attached files.
    pub attachment_names: Vec<String>,
    /// When it was published, in microseconds since 1970.
    pub published_at: i64,
    /// Where it is shown.
    pub url: String,
    /// Where it came from.
    pub source: String,
    /// Its unit and that unit's ancestors.
    pub unit_ids: Vec<i64>,
    /// Its columns and their ancestors.
    pub column_ids: Vec<i64>,
    /// What the caller stored with it.
    pub extra: serde_json::Value,
    /// How well it fits; comparable within one answer only.
    pub score: f32,
}
