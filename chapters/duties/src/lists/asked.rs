//! What the address of a list asks for: what it is narrowed to, and in which order.

use documents::Context;
use documents::documents::DocumentState;
use documents::listing::{ListFilter, ListOrder};
use serde::Deserialize;
use structure::{ColumnId, UnitId};
use web::FormData;
use web::template_functions::query_encode;

/// What the address asks for.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default)]
pub(crate) struct Asked {
    pub query: String,
    pub state: String,
    pub kind: String,
    pub column: String,
    pub unit: String,
    pub sort: String,
    pub page: Option<u64>,
}

impl Asked {
    /// What these filters ask for: words, state, kind, column, unit.
    pub(crate) fn of(filters: [&str; 5]) -> Self {
        let [query, state, kind, column, unit] = filters.map(ToOwned::to_owned);
        Self { query, state, kind, column, unit, ..Self::default() }
    }

    /// What a form asks for whose fields are called like those of the address, each with a prefix.
    pub(crate) fn of_form(data: &FormData) -> Self {
        let get = |name: &str| data.get(&format!("filter_{name}")).to_owned();
        Self {
            query: get("query"),
            state: get("state"),
            kind: get("kind"),
            column: get("column"),
            unit: get("unit"),
            sort: get("sort"),
            page: None,
        }
    }

    pub(crate) fn filter(&self, ctx: &Context) -> ListFilter {
        let column = self.column.parse().ok().map(ColumnId);
        let columns = column.map(|id| ctx.tree.subtree(id).into_iter().map(ColumnId).collect());
        let unit = ctx.tree.unit_by_code(&self.unit);
        let units =
            unit.map(|unit| ctx.tree.unit_subtree(unit.id).into_iter().map(UnitId).collect());
        ListFilter {
            words: self.query.clone(),
            state: DocumentState::parse(&self.state),
            kind: ctx.kinds.find(&self.kind).map(|kind| kind.code.to_owned()),
            columns,
            units,
            created_by: None,
            trashed: self.state == "trashed",
            emergency: self.state == "emergency",
            order: ListOrder::parse(&self.sort),
        }
    }

    /// The fields that are said, by their names in the address.
    pub(crate) fn said(&self) -> impl Iterator<Item = (&'static str, &str)> {
        let fields = [
            ("query", self.query.as_str()),
            ("state", &self.state),
            ("kind", &self.kind),
            ("column", &self.column),
            ("unit", &self.unit),
            ("sort", &self.sort),
        ];
        fields.into_iter().filter(|(_, value)| !value.is_empty())
    }

    /// The same without one field, from the first page on.
    pub(crate) fn without(&self, name: &str) -> Self {
        let mut rest = Self { page: None, ..self.clone() };
        let field = match name {
            "query" => &mut rest.query,
            "state" => &mut rest.state,
            "kind" => &mut rest.kind,
            "column" => &mut rest.column,
            "unit" => &mut rest.unit,
            _ => &mut rest.sort,
        };
        field.clear();
        rest
    }

    /// What is said as the query of an address.
    pub(crate) fn filters(&self) -> String {
        let pairs: Vec<String> =
            self.said().map(|(name, value)| format!("{name}={}", query_encode(value))).collect();
        pairs.join("&")
    }

    /// The address of the list.
    pub(crate) fn url(&self, page: u64) -> String {
        match (page, self.filters()) {
            (1, filters) if filters.is_empty() => "/documents".to_owned(),
            (1, filters) => format!("/documents?{filters}"),
            (_, filters) if filters.is_empty() => format!("/documents?page={page}"),
            (_, filters) => format!("/documents?page={page}&{filters}"),
        }
    }

    /// The address of the list as a file.
    pub(crate) fn export_url(&self, format: &str) -> String {
        format!("/exports/documents/{format}?{}", self.filters())
    }
}
