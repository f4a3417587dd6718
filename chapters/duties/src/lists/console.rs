//! `GET /documents`: the list, within rights.

use documents::Context;
use documents::documents::DocumentState;
use documents::listing::{ConsoleItem, ListOrder, Paging, console_list};
use documents::room::{People, unit_name};
use serde_json::{Value, json};
use structure::{ColumnId, Right, Staff};
use web::extract::Query;
use web::{Answer, Pager};

use super::asked::Asked;
use super::{list_columns, saved_lists};
use crate::bulk_acts::Verb;

/// Rows on a page.
const SIZE: u64 = 20;

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
    let columns = list_columns::offered(&staff).await?;
    let saved = saved_lists::console::beside(&staff, &asked).await?;
    let exports = ["xlsx", "csv"].map(|format| {
        let name = staff.t(&format!("export-as-{format}"));
        json!({ "name": name, "url": asked.export_url(format) })
    });
    let listing = json!({
        "query": asked.query, "filters": filters(&staff, &ctx, &asked),
        "chips": chips(&staff, &ctx, &asked), "sorts": sorts(&staff, &asked), "rows": rows, "pager": pager,
        "total": page.total, "new_links": new_links,
        "bulk": bulk(&staff, &asked), "exports": exports, "hidden": kept(&asked),
        "columns": columns, "saved": saved, "keep": { "url": "/saved-lists",
            "hidden": prefixed(&asked), "may_share": staff.account.unit_id.is_some(),
            "narrowed": !asked.filters().is_empty() },
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
    let hidden = prefixed(asked);
    (!actions.is_empty())
        .then(|| json!({ "url": "/bulk-acts/new", "actions": actions, "hidden": hidden }))
}

/// What is said, for forms that come back to the same list.
fn prefixed(asked: &Asked) -> Vec<Value> {
    let field = |(name, value)| json!({ "name": format!("filter_{name}"), "value": value });
    asked.said().map(field).collect()
}

/// What the search form has no field for.
fn kept(asked: &Asked) -> Vec<Value> {
    let hidden = asked.said().filter(|(name, _)| matches!(*name, "sort" | "column"));
    hidden.map(|(name, value)| json!({ "name": name, "value": value })).collect()
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
        "kind": ctx.kinds.find(&item.kind).map(|kind| staff.t(kind.name_key)),
    })
}

/// What a list narrowed by its address is narrowed to, each with the way out.
fn chips(staff: &Staff, ctx: &Context, asked: &Asked) -> Vec<Value> {
    let narrowed = asked.said().filter(|(name, _)| *name != "sort");
    let mut chips: Vec<Value> = narrowed
        .map(|(name, value)| {
            let (label, value) = chip(staff, ctx, name, value);
            json!({
                "name": staff.t(label), "value": value, "clear_url": asked.without(name).url(1),
            })
        })
        .collect();
    if chips.len() > 1 {
        let all = Asked { sort: asked.sort.clone(), ..Asked::default() };
        let name = staff.t("documents-clear-all");
        chips.push(json!({ "name": name, "value": "", "clear_url": all.url(1) }));
    }
    chips
}

/// The name of a filter and of what it is set to.
fn chip(staff: &Staff, ctx: &Context, name: &str, value: &str) -> (&'static str, String) {
    match name {
        "state" => {
            let key = match value {
                "emergency" => "document-flag-emergency",
                "trashed" => "document-state-trashed",
                word => DocumentState::parse(word).map_or("documents-any-state", |it| it.key()),
            };
            ("documents-state", staff.t(key))
        }
        "kind" => {
            let kind = ctx.kinds.find(value).map(|kind| staff.t(kind.name_key));
            ("documents-kind", kind.unwrap_or_else(|| value.to_owned()))
        }
        "column" => {
            let column = value.parse().ok().and_then(|id| ctx.tree.column(ColumnId(id)));
            ("documents-column", column.map_or(value, |column| &column.name).to_owned())
        }
        "unit" => {
            let unit = ctx.tree.unit_by_code(value);
            ("documents-unit", unit.map_or(value, |unit| &unit.name).to_owned())
        }
        _ => ("documents-query", value.to_owned()),
    }
}

/// The orders to choose from.
fn sorts(staff: &Staff, asked: &Asked) -> Vec<Value> {
    let now = ListOrder::parse(&asked.sort);
    ListOrder::ALL
        .iter()
        .map(|order| {
            let other = Asked { sort: order.word().to_owned(), page: None, ..asked.clone() };
            json!({
                "label": staff.t(order.key()), "url": other.url(1), "selected": *order == now,
            })
        })
        .collect()
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
