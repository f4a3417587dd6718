//! The catalogue's pages: everything, and one unit's.

use std::collections::{HashMap, HashSet};
use std::sync::Arc;

use platform::Fault;
use serde_json::{Value, json};
use structure::columns::Column;
use structure::frame::{Frame, Place};
use structure::units::Unit;
use structure::visitor::Visitor;
use structure::{ColumnId, UnitId};
use web::extract::{Path, Query};
use web::{Answer, Error, Pager, Refusal, Rendered};

use super::asked::{Asked, AskedFields, Order};
use super::copy::Catalogue;
use super::counting::{Question, ask};
use super::entry::Entry;
use super::facets::facets;
use super::reach::{Reach, list_tags};
use super::rows::row;

/// Documents on a page.
const SIZE: u64 = 20;

/// `GET /catalogue`
pub(super) async fn show(visitor: Visitor, Query(fields): Query<AskedFields>) -> Answer {
    page(visitor, fields, None).await
}

/// `GET /catalogue/units/{code}`
pub(super) async fn of_unit(
    visitor: Visitor,
    Path(code): Path<String>,
    Query(fields): Query<AskedFields>,
) -> Answer {
    let unit = visitor.tree.unit_by_code(&code).map(|unit| unit.id);
    let unit = unit.ok_or_else(Refusal::not_found)?;
    page(visitor, fields, Some(unit)).await
}

async fn page(visitor: Visitor, fields: AskedFields, of: Option<UnitId>) -> Answer {
    let reach = Reach::of(&visitor.tree, visitor.site_id);
    let unit = of.and_then(|id| visitor.tree.unit(id));
    let asked = Asked::read(&visitor, &reach, &fields, unit)?;
    let query = asked.query();
    visitor
        .page(&query, async move |visitor: Visitor| render(&visitor, &reach, &asked, of).await)
        .await
}

async fn render(
    visitor: &Visitor,
    reach: &Reach,
    asked: &Asked,
    of: Option<UnitId>,
) -> Result<Rendered, Error> {
    let catalogue: &Catalogue = visitor.app.registers.get()?;
    let entries = catalogue.entries(&visitor.app.db).await?;
    let categories = categories(visitor, reach, asked);
    let question = question(visitor, reach, asked, &categories);
    let (found, counts) = ask(&question, &entries);
    let total = u64::try_from(found.len()).unwrap_or(u64::MAX);
    let pager = Pager::new(asked.page, total, SIZE, |page| asked.page_url(visitor, page))
        .map_err(|refusal| refusal.link(asked.page_url(visitor, 1), "catalogue-first-page"))?;
    let first = usize::try_from((asked.page - 1) * SIZE).unwrap_or(usize::MAX);
    let shown = in_order(found, asked.order).into_iter().skip(first).take(20);
    let items = shown.map(|entry| row(visitor, &entry)).collect::<Result<Vec<Value>, Fault>>()?;
    let unit = of.and_then(|id| visitor.tree.unit(id));
    let facets = facets(visitor, asked, &counts, (&categories, of.is_some()))?;
    let content = json!({
        "items": items, "total": total, "pager": pager, "facets": facets,
        "above": above(visitor, asked), "sorts": sorts(visitor, asked),
        "all_url": visitor.url(asked.path()),
        "catalogue_url": visitor.url("catalogue"), "platform_url": visitor.url("disclosure"),
        "look_up_url": visitor.url("catalogue/look-up"),
        "unit": unit.map(|unit| unit_context(visitor, unit)),
    });
    let place = Place {
        name: Some(name(visitor, unit)),
        path: asked.path().to_owned(),
        ..Place::default()
    };
    let frame = Frame::of(visitor, place)?;
    Ok(frame.render(visitor, "catalogue/index.html", content, list_tags(reach))?)
}

fn name(visitor: &Visitor, unit: Option<&Unit>) -> String {
    match unit {
        Some(unit) => {
            let args = [("name", unit.name.clone().into())];
            visitor.app.messages.t("catalogue-of-unit", &args)
        }
        None => visitor.app.messages.t("catalogue-title", &[]),
    }
}

fn unit_context(visitor: &Visitor, unit: &Unit) -> Value {
    json!({ "name": unit.name, "url": visitor.url(&format!("units/{}", unit.code)) })
}

/// The categories on offer: below the chosen one if something stands there, otherwise beside it.
fn categories(visitor: &Visitor, reach: &Reach, asked: &Asked) -> Vec<ColumnId> {
    let Some(chosen) = asked.choice.column else { return reach.categories.clone() };
    let below: Vec<ColumnId> = visitor
        .tree
        .children(reach.site, Some(chosen))
        .into_iter()
        .map(|column| column.id)
        .collect();
    std::iter::once(chosen).chain(below).collect()
}

/// Columns that stand above the chosen one, as ways back to them.
fn above(visitor: &Visitor, asked: &Asked) -> Vec<Value> {
    let Some(chosen) = asked.choice.column else { return Vec::new() };
    let path = visitor.tree.path_to(chosen);
    let link = |column: &&Column| {
        let url = asked.url(visitor, "column", Some(&column.path));
        json!({ "name": column.name, "url": url })
    };
    path.iter().filter(|column| column.id != chosen).map(link).collect()
}

fn question<'a>(
    visitor: &Visitor,
    reach: &'a Reach,
    asked: &'a Asked,
    categories: &[ColumnId],
) -> Question<'a> {
    let tree = &visitor.tree;
    let subtree = |id: ColumnId| tree.subtree(id).into_iter().map(ColumnId);
    let mut offered = HashMap::new();
    // The chosen one comes first and is overwritten by those below it.
    for category in categories {
        offered.extend(subtree(*category).map(|column| (column, *category)));
    }
    let inside = asked.choice.column.map(|id| subtree(id).collect::<HashSet<_>>());
    let today = visitor.app.clock().now().day();
    Question { reach, choice: &asked.choice, inside, offered, today }
}

fn in_order(mut found: Vec<Arc<Entry>>, order: Order) -> Vec<Arc<Entry>> {
    match order {
        Order::Newest => {}
        Order::Oldest => found.reverse(),
        Order::Made => found.sort_by_cached_key(|entry| std::cmp::Reverse(entry.made_on())),
    }
    found
}

fn sorts(visitor: &Visitor, asked: &Asked) -> Vec<Value> {
    let link = |order: Order| {
        let word = order.word();
        // The usual order has no word in the address.
        let value = Some(word).filter(|_| order != Order::Newest);
        json!({
            "label": visitor.app.messages.t(&format!("catalogue-sort-{word}"), &[]),
            "url": asked.url(visitor, "sort", value), "selected": order == asked.order,
        })
    };
    Order::ALL.into_iter().map(link).collect()
}
