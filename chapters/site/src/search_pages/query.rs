//! What a visitor asks for, and addresses of neighbouring questions.

use search::{Query, Sort};
use serde::Deserialize;
use structure::visitor::Visitor;
use web::template_functions::query_encode;

/// Characters of a question that are read; what comes after is left out.
const MOST_CHARS: usize = 80;
/// Pages that can be turned to.
const MOST_PAGES: i64 = 200;

/// The search form's fields; unreadable ones count as absent.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default)]
pub struct SearchQuery {
    /// The words.
    pub q: String,
    /// A column's path.
    pub column: Option<String>,
    /// A unit's code.
    pub unit: Option<String>,
    /// A kind's code.
    #[serde(rename = "type")]
    pub kind: Option<String>,
    /// A year.
    pub year: Option<String>,
    /// 有效性.
    pub validity: Option<String>,
    /// `newest`, `oldest`; otherwise the best first.
    pub sort: Option<String>,
    /// `title`: only in titles.
    #[serde(rename = "in")]
    pub within: Option<String>,
    /// From 1.
    pub page: Option<String>,
    /// Hits of one page.
    pub page_size: Option<String>,
}

/// The value of `validity` that leaves nothing out.
pub const EVERY: &str = "all";
/// What is no longer in force is found only by those who ask for it (article 17).
pub const LAPSED: [&str; 2] = ["repealed", "expired"];

impl SearchQuery {
    /// The words, trimmed and cut; a control character says nothing, and no database keeps a null.
    pub fn text(&self) -> String {
        let spaced = self.q.replace(char::is_control, " ");
        spaced.trim().chars().take(MOST_CHARS).collect()
    }

    /// Which page.
    pub fn page(&self) -> i64 {
        let page = self.page.as_ref().and_then(|page| page.parse().ok()).unwrap_or(1);
        page.clamp(1, MOST_PAGES)
    }

    /// The question as the index understands it.
    pub fn to_query(&self, visitor: &Visitor, page_size: i64) -> Query {
        let tree = &visitor.tree;
        let column = filled(self.column.as_ref())
            .and_then(|path| tree.column_by_path(visitor.site_id, path).map(|column| column.id.0));
        let unit = filled(self.unit.as_ref())
            .and_then(|code| tree.unit_by_code(code).map(|unit| unit.id.0));
        let validity = filled(self.validity.as_ref());
        let offset = (self.page() - 1).saturating_mul(page_size);
        Query {
            text: self.text(),
            site_id: Some(visitor.site_id.0),
            column_id: column,
            unit_id: unit,
            kind: filled(self.kind.as_ref()).map(str::to_owned),
            year: filled(self.year.as_ref()).and_then(|year| year.parse().ok()),
            validity: validity.filter(|word| *word != EVERY).map(str::to_owned),
            hidden_validities: match validity {
                None => LAPSED.map(str::to_owned).to_vec(),
                Some(_) => Vec::new(),
            },
            scope: match self.within.as_deref() {
                Some("title") => search::Scope::Title,
                _ => search::Scope::All,
            },
            sort: match self.sort.as_deref() {
                Some("newest") => Sort::Newest,
                Some("oldest") => Sort::Oldest,
                _ => Sort::Relevance,
            },
            offset: usize::try_from(offset).unwrap_or(0),
            limit: usize::try_from(page_size).unwrap_or(10),
            ..Query::default()
        }
    }

    /// The address of this question with one field changed; every change goes back to page 1.
    pub fn url(&self, visitor: &Visitor, name: &str, value: Option<&str>) -> String {
        let text = self.text();
        let fields = [
            ("q", Some(text.as_str())),
            ("column", self.column.as_deref()),
            ("unit", self.unit.as_deref()),
            ("type", self.kind.as_deref()),
            ("year", self.year.as_deref()),
            ("validity", self.validity.as_deref()),
            ("sort", self.sort.as_deref()),
            ("in", self.within.as_deref()),
            ("page", None),
        ];
        let pairs: Vec<String> = fields
            .iter()
            .map(|(field, old)| (*field, if *field == name { value } else { *old }))
            .filter_map(|(field, value)| Some((field, value.filter(|value| !value.is_empty())?)))
            .map(|(field, value)| format!("{field}={}", query_encode(value)))
            .collect();
        format!("{}?{}", visitor.url("search"), pairs.join("&"))
    }
}

fn filled(value: Option<&String>) -> Option<&str> {
    value.map(|value| value.trim()).filter(|value| !value.is_empty())
}
