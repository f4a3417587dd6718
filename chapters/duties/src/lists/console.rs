//! `GET /documents`: the list, within rights.

use documents::Context;
use documents::documents::DocumentState;
use documents::listing::{ConsoleItem, ListFilter, Paging, console_list};
use documents::room::{People, unit_name};
use serde::Deserialize;
use serde_json::{Value, json};
use structure::{ColumnId, Right, Staff, UnitId};
use web::extract::Query;
use web::template_functions::query_encode;
use web::{Answer, Pager};

use crate::bulk_acts::Verb;

/// Rows on a page.
const SIZE: u64 = 20;

/// What the address asks for.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub(crate) struct Asked {
    query: String,
    state: String,
    kind: String,
    column: String,
    unit: String,
    page: Option<u64>,
}

impl Asked {
    /// What these filters ask for: words, state, kind, column, unit.
    pub(crate) fn of(filters: [&str; 5]) -> Self {
        let [query, state, kind, column, unit] = filters.map(ToOwned::to_owned);
        Self { query, state, kind, column, unit, page: None }
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
        }
    }

    fn url(&self, page: u64) -> String {
        self.with_filters(format!("/documents?page={page}"))
    }

    fn export_url(&self, format: &str) -> String {
        self.with_filters(format!("/exports/documents/{format}?page=1"))
    }

    fn with_filters(&self, mut url: String) -> String {
        let fields = [
            ("query", &self.query),
            ("state", &self.state),
            ("kind", &self.kind),
            ("column", &self.column),
            ("unit", &self.unit),
        ];
        for (name, value) in fields {
            if !value.is_empty() {
                url.extend(["&", name, "=", &query_encode(value)]);
            }
        }
        url
    }
}

/// The list.
pub(crate) async fn index(staff: Staff, Query(asked): Query<Asked>) -> Answer {
    let ctx = Context::of(&staff.app)?;
    let number = asked.page.unwrap_or(1);
    let paging = Paging {
        size: i64::try_from(SIZE).unwrap_or(20),
        number: i64::try_from(number).unwrap_or(1),
    };
    let scope = staff.scope(Right::ReadDocuments);
    let page = console_list(&ctx.db, &asked.filter(&ctx), &scope, paging).await?;
    let people = People::load(&ctx.db).await?;
    let total = u64::try_from(page.total).unwrap_or(0);
    let pager = Pager::new(number, total, SIZE, |page| asked.url(page))?;
    let rows: Vec<Value> = page.items.iter().map(|item| row(&staff, &ctx, &people, item)).collect();
    let may_write = staff.rights.anywhere(Right::WriteDocuments);
    let new_links: Vec<Value> = may_write
        .then(|| json!({ "name": staff.t("documents-new"), "url": "/documents/new" }))
        .into_iter()
        .collect();
    let exports = ["xlsx", "csv"].map(|format| {
        let name = staff.t(&format!("export-as-{format}"));
        json!({ "name": name, "url": asked.export_url(format) })
    });
    let listing = json!({
        "query": asked.query, "filters": filters(&staff, &ctx, &asked),
        "chips": chips(&staff, &ctx, &asked), "sorts": [], "rows": rows, "pager": pager,
        "total": page.total, "new_links": new_links,
        "bulk": bulk(&staff, &asked), "exports": exports,
    });
    let crumbs = json!([{ "name": staff.t("console-desk"), "url": "/" },
        { "name": staff.t("documents-all"), "url": null }]);
    let title = staff.t("documents-all");
    let context = json!({ "title": title, "breadcrumb": crumbs, "listing": listing });
    staff.page("documents/index.html", context)
}

/// What may be done to many at once, by the rights of whoever looks.
fn bulk(staff: &Staff, asked: &Asked) -> Option<Value> {
    let trashed = asked.state == "trashed";
    let offered = |verb: &Verb| match verb {
        Verb::Restore => trashed,
        Verb::Publish
        | Verb::Withdraw
        | Verb::Move
        | Verb::Place
        | Verb::Tag
        | Verb::HandOver
        | Verb::Trash => !trashed,
        Verb::Lift | Verb::Unplace | Verb::Untag => false,
    };
    let actions: Vec<Value> = Verb::ALL
        .iter()
        .filter(|verb| offered(verb) && staff.rights.anywhere(verb.right()))
        .map(|verb| {
            let tone = if verb.takes_away() { "danger" } else { "default" };
            json!({ "name": staff.t(&verb.key()), "value": verb.word(), "tone": tone })
        })
        .collect();
    let hidden = [
        ("filter_query", &asked.query),
        ("filter_state", &asked.state),
        ("filter_kind", &asked.kind),
        ("filter_column", &asked.column),
        ("filter_unit", &asked.unit),
    ]
    .map(|(name, value)| json!({ "name": name, "value": value }));
    (!actions.is_empty())
        .then(|| json!({ "url": "/bulk-acts/new", "actions": actions, "hidden": hidden }))
}

fn row(staff: &Staff, ctx: &Context, people: &People, item: &ConsoleItem) -> Value {
    let column = ctx.tree.column(item.column_id).map_or("", |column| column.name.as_str());
    let live = item.live_revision_id.is_some();
    let mut flags = Vec::new();
    if item.emergency_open {
        flags.push(json!({ "name": staff.t("document-flag-emergency"), "tone": "danger" }));
    }
    if item.pinned {
        flags.push(json!({ "name": staff.t("document-flag-pinned"), "tone": "progress" }));
    }
    let changed = item.state == DocumentState::Draft && live;
    let (code, key) = if changed {
        ("published_changed", "document-state-published-changed")
    } else {
        (item.state.word(), item.state.key())
    };
    if live && !changed && item.state != DocumentState::Published {
        flags.push(json!({ "name": staff.t("document-flag-live"), "tone": "good" }));
    }
    json!({
        "key": item.key, "title": item.title, "url": format!("/documents/{}", item.key),
        "state": { "code": code, "name": staff.t(key) }, "column": column,
        "unit": unit_name(&ctx.tree, item.unit_id), "author": people.name(item.author_id),
        "updated_at": item.updated_at, "published_at": item.published_at, "flags": flags,
    })
}

/// What a list narrowed by its address is narrowed to.
fn chips(staff: &Staff, ctx: &Context, asked: &Asked) -> Vec<Value> {
    let column = asked.column.parse().ok().and_then(|id| ctx.tree.column(ColumnId(id)));
    let chip = column.map(|column| {
        let rest = Asked { column: String::new(), ..asked.copy() };
        json!({
            "name": staff.t("documents-column"), "value": column.name, "clear_url": rest.url(1),
        })
    });
    chip.into_iter().collect()
}

impl Asked {
    fn copy(&self) -> Self {
        Self {
            query: self.query.clone(),
            state: self.state.clone(),
            kind: self.kind.clone(),
            column: self.column.clone(),
            unit: self.unit.clone(),
            page: None,
        }
    }
}

fn filters(staff: &Staff, ctx: &Context, asked: &Asked) -> Value {
    let option = |value: &str, label: String, chosen: &str| json!({ "value": value, "label": label, "selected": value == chosen });
    let all = |key: &str, chosen: &str| option("", staff.t(key), chosen);
    let mut states = vec![all("documents-any-state", &asked.state)];
    states.extend(
        DocumentState::ALL
            .iter()
            .map(|state| option(state.word(), staff.t(state.key()), &asked.state)),
    );
    states.push(option("emergency", staff.t("document-flag-emergency"), &asked.state));
    states.push(option("trashed", staff.t("document-state-trashed"), &asked.state));
    let mut kinds = vec![all("documents-any-kind", &asked.kind)];
    kinds.extend(
        ctx.kinds.all().iter().map(|kind| option(kind.code, staff.t(kind.name_key), &asked.kind)),
    );
    let mut units = vec![all("documents-any-unit", &asked.unit)];
    units.extend(
        ctx.tree.units().iter().map(|unit| option(&unit.code, unit.name.clone(), &asked.unit)),
    );
    json!([
        { "name": "state", "label": staff.t("documents-state"), "options": states },
        { "name": "kind", "label": staff.t("documents-kind"), "options": kinds },
        { "name": "unit", "label": staff.t("documents-unit"), "options": units },
    ])
}
