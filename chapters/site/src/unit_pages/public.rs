//! Unit pages.

use documents::live;
use serde::Deserialize;
use serde_json::{Value, json};
use structure::columns::ColumnTemplate;
use structure::visitor::Visitor;
use web::extract::{Path, Query};
use web::{Answer, Error, Refusal, Rendered, Tag};

use super::store::count_in_unit;
use crate::lists::{PAGE_SIZE, items, link, pager_of};
use structure::frame::{Frame, Place};

/// Which page of a list.
#[derive(Debug, Default, Deserialize)]
pub struct Paged {
    /// From 1.
    pub page: Option<i64>,
}

/// `GET /units`
pub async fn index(visitor: Visitor) -> Answer {
    visitor
        .page("", async |visitor| {
            let units: Vec<Value> = visitor
                .tree
                .units()
                .iter()
                .map(|unit| {
                    json!({
                        "name": unit.name, "url": visitor.url(&format!("units/{}", unit.code)),
                        "duties": unit.duties,
                        "phone": Some(&unit.phone).filter(|phone| !phone.is_empty()),
                    })
                })
                .collect();
            let name = Some(visitor.app.messages.t("site-units", &[]));
            let place = Place { name, path: "units".to_owned(), ..Place::default() };
            let content = json!({ "units": units });
            Ok(Frame::of(&visitor, place)?.render(&visitor, "units/index.html", content, vec![])?)
        })
        .await
}

/// `GET /units/{code}`
pub async fn show(
    visitor: Visitor,
    Path(code): Path<String>,
    Query(paged): Query<Paged>,
) -> Answer {
    let page = paged.page.unwrap_or(1).max(1);
    let query = if page > 1 { format!("page={page}") } else { String::new() };
    visitor.page(&query, async move |visitor| render(&visitor, &code, page).await).await
}

async fn render(visitor: &Visitor, code: &str, page: i64) -> Result<Rendered, Error> {
    let tree = &visitor.tree;
    let unit = tree.unit_by_code(code).ok_or_else(Refusal::not_found)?;
    let url = visitor.url(&format!("units/{}", unit.code));
    let total = count_in_unit(&visitor.app.db, unit.id).await?;
    let pager = pager_of(&url, page, total)?;
    let shown =
        live::in_unit(&visitor.app.db, unit.id, ((page - 1) * PAGE_SIZE, PAGE_SIZE)).await?;
    let columns: Vec<Value> = tree
        .columns()
        .iter()
        .filter(|column| column.unit_id == unit.id && column.site_id == visitor.site_id)
        .filter(|column| column.template != ColumnTemplate::Home)
        .map(|column| link(visitor, column))
        .collect();
    let content = json!({
        "unit": {
            "name": unit.name, "full_name": unit.full_name, "duties": unit.duties,
            "phone": Some(&unit.phone).filter(|phone| !phone.is_empty()),
            "address": Some(&unit.address).filter(|address| !address.is_empty()),
            "url": url,
        },
        "items": items(visitor, &shown),
        "pager": pager,
        "columns": columns,
    });
    let place = Place {
        name: Some(unit.name.clone()),
        path: format!("units/{}", unit.code),
        ..Place::default()
    };
    let tags = vec![Tag::of("unit-list", unit.id)];
    Ok(Frame::of(visitor, place)?.render(visitor, "units/show.html", content, tags)?)
}
