//! The lists of this crate's registers of people, as the shared list template wants them.

use serde::{Deserialize, Serialize};
use serde_json::{Value, json};
use web::{Answer, Pager, Refusal};

use crate::staff::Staff;

/// Lines of a page.
pub(crate) const PAGE: i64 = 50;

/// Which page of a list.
#[derive(Clone, Copy, Debug, Default, Deserialize)]
pub(crate) struct Paging {
    /// From 1.
    #[serde(default)]
    page: Option<i64>,
}

impl Paging {
    /// A page by its number.
    pub(crate) fn of(page: Option<i64>) -> Self {
        Self { page }
    }

    fn page(self) -> i64 {
        self.page.unwrap_or(1).clamp(1, 100_000)
    }

    /// Lines before this page.
    pub(crate) fn offset(self) -> i64 {
        (self.page() - 1) * PAGE
    }

    /// The pages around this one. `url` ends with `?` or `&`.
    pub(crate) fn pager(self, total: i64, url: &str) -> Result<Pager, Refusal> {
        let number = |n: i64| u64::try_from(n).unwrap_or(0);
        Pager::new(number(self.page()), number(total), number(PAGE), |page| {
            format!("{url}page={page}")
        })
    }
}

/// The heads of a list's columns by the keys of their texts.
pub(crate) fn heads(staff: &Staff, keys: &[&str]) -> Vec<Value> {
    keys.iter()
        .map(|key| json!({ "name": key, "label": staff.t(key), "sort_url": null, "sorted": null }))
        .collect()
}

/// A list in the shape of the shared list template.
#[derive(Default, Serialize)]
pub(crate) struct Listing {
    pub(crate) columns: Vec<Value>,
    pub(crate) rows: Vec<Value>,
    pub(crate) total: i64,
    pub(crate) filters: Vec<Value>,
    pub(crate) query: Option<String>,
    pub(crate) pager: Option<Pager>,
    pub(crate) new_url: Option<&'static str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) new_label: Option<String>,
    pub(crate) lead: Option<String>,
    pub(crate) empty_text: String,
    pub(crate) has_actions: bool,
}

impl Listing {
    /// The list's page under its title.
    pub(crate) fn page(self, staff: &Staff, title: &str) -> Answer {
        staff.page("listing/index.html", json!({ "title": staff.t(title), "listing": self }))
    }

    /// A list without filters and pages, which the caller adds.
    pub(crate) fn of(columns: Vec<Value>, rows: Vec<Value>, empty_text: String) -> Self {
        let acts = |row: &Value| {
            row.get("actions").and_then(Value::as_array).is_some_and(|acts| !acts.is_empty())
        };
        Self {
            columns,
            total: i64::try_from(rows.len()).unwrap_or(i64::MAX),
            has_actions: rows.iter().any(acts),
            rows,
            empty_text,
            ..Self::default()
        }
    }
}
