//! What an address of the catalogue asks for, and the addresses of neighbouring questions.

use documents::kinds::{Kinds, Validity};
use platform::Fault;
use serde::Deserialize;
use structure::units::Unit;
use structure::visitor::Visitor;
use web::template_functions::query_encode;

use super::counting::Choice;
use super::reach::Reach;
use crate::policies::subjects;

/// The fields of the address; unreadable ones count as absent.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default)]
pub(super) struct AskedFields {
    column: String,
    subject: String,
    unit: String,
    year: String,
    validity: String,
    kind: String,
    sort: String,
    page: String,
}

/// What comes first.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) enum Order {
    /// Published last.
    #[default]
    Newest,
    /// Published first.
    Oldest,
    /// 成文日期, the latest first; what has none comes at the end.
    Made,
}

impl Order {
    pub(super) const ALL: [Self; 3] = [Self::Newest, Self::Oldest, Self::Made];

    pub(super) const fn word(self) -> &'static str {
        match self {
            Self::Newest => "newest",
            Self::Oldest => "oldest",
            Self::Made => "made",
        }
    }
}

/// A question: only what is known, so that no address fills the page cache with copies.
#[derive(Clone, Debug, Default)]
pub(super) struct Asked {
    /// Path within the site; a unit's catalogue has its own.
    path: String,
    /// The chosen column's path.
    column: Option<String>,
    /// The chosen unit's code.
    unit: Option<String>,
    pub choice: Choice,
    pub order: Order,
    pub page: u64,
}

impl Asked {
    /// Reads the fields. `of` is the unit whose catalogue it is.
    pub(super) fn read(
        visitor: &Visitor,
        reach: &Reach,
        fields: &AskedFields,
        of: Option<&Unit>,
    ) -> Result<Self, Fault> {
        let tree = &visitor.tree;
        let kinds: &Kinds = visitor.app.registers.get()?;
        let column = tree
            .column_by_path(reach.site, &fields.column)
            .filter(|column| reach.columns.contains(&column.id));
        let chosen = tree.unit_by_code(&fields.unit).filter(|_| of.is_none());
        let subject = subjects().iter().find(|one| one.value == fields.subject);
        let year = fields.year.parse().ok().filter(|year| (1949..=9999).contains(year));
        let choice = Choice {
            column: column.map(|column| column.id),
            subject: subject.map(|one| one.value.as_ref()),
            unit: of.or(chosen).map(|unit| unit.id),
            year,
            validity: Validity::parse(&fields.validity),
            kind: kinds.find(&fields.kind).map(|kind| kind.code),
        };
        let order = Order::ALL.into_iter().find(|order| order.word() == fields.sort);
        Ok(Self {
            path: of.map_or_else(
                || "catalogue".to_owned(),
                |unit| format!("catalogue/units/{}", unit.code),
            ),
            column: column.map(|column| column.path.clone()),
            unit: chosen.map(|unit| unit.code.clone()),
            choice,
            order: order.unwrap_or_default(),
            page: fields.page.parse().unwrap_or(1),
        })
    }

    /// Path within the site, without what is asked.
    pub(super) fn path(&self) -> &str {
        &self.path
    }

    /// The query in one order, with one field set otherwise.
    fn fields(&self, name: &str, value: Option<&str>) -> String {
        let choice = &self.choice;
        let all = [
            ("column", self.column.clone()),
            ("subject", choice.subject.map(str::to_owned)),
            ("unit", self.unit.clone()),
            ("year", choice.year.map(|year| year.to_string())),
            ("validity", choice.validity.map(|one| one.word().to_owned())),
            ("kind", choice.kind.map(str::to_owned)),
            ("sort", Some(self.order.word().to_owned()).filter(|_| self.order != Order::Newest)),
        ];
        let set = |(field, kept): (&str, Option<String>)| {
            let value = if field == name { value.map(str::to_owned) } else { kept };
            value.map(|value| format!("{field}={}", query_encode(&value)))
        };
        all.into_iter().filter_map(set).collect::<Vec<_>>().join("&")
    }

    /// The query with its page: the page cache's key.
    pub(super) fn query(&self) -> String {
        at_page(self.fields("", None), self.page)
    }

    /// The address with one field set otherwise, on its first page.
    pub(super) fn url(&self, visitor: &Visitor, name: &str, value: Option<&str>) -> String {
        address(visitor, &self.path, &self.fields(name, value))
    }

    /// The address of another page.
    pub(super) fn page_url(&self, visitor: &Visitor, page: u64) -> String {
        address(visitor, &self.path, &at_page(self.fields("", None), page))
    }
}

fn at_page(query: String, page: u64) -> String {
    match (page, query.is_empty()) {
        (0..=1, _) => query,
        (_, true) => format!("page={page}"),
        (_, false) => format!("{query}&page={page}"),
    }
}

fn address(visitor: &Visitor, path: &str, query: &str) -> String {
    let url = visitor.url(path);
    if query.is_empty() { url } else { format!("{url}?{query}") }
}
