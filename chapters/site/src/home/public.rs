//! The home page.

use documents::live;
use platform::Fault;
use serde_json::{Value, json};
use structure::ColumnId;
use structure::columns::{Column, ColumnTemplate};
use structure::visitor::Visitor;
use web::{Answer, Error, Rendered};

use crate::layouts::LAYOUT;
use crate::lists::{item, items, link_with, site_links, site_list_tags};
use crate::resolve::moved;
use structure::frame::{Frame, Place};

/// Items of one block.
const BLOCK: i64 = 7;
/// Pictures of one block: two full rows.
const PICTURES: i64 = 8;
/// Services beside the search box: two full rows.
const QUICK_LINKS: usize = 8;
/// Pictures beside the headline.
const HEADLINES: usize = 5;

/// `GET /`
pub async fn show(visitor: Visitor) -> Answer {
    let own = visitor.url("");
    if *visitor.full_path != *own {
        // A sub-site's prefix without its slash.
        return moved(&own, None);
    }
    visitor.page("", async |visitor| render(&visitor).await).await
}

async fn render(visitor: &Visitor) -> Result<Rendered, Error> {
    let db = &visitor.app.db;
    let tree = &visitor.tree;
    let mut newest = live::on_site(db, visitor.site_id, 60).await?;
    newest.retain(|one| one.kind != LAYOUT.code);
    let pictured: Vec<_> = newest.iter().filter(|item| item.card.picture.is_some()).collect();
    let headlines: Vec<Value> =
        pictured.iter().take(HEADLINES).map(|one| item(visitor, one)).collect();
    let headline = newest
        .iter()
        .find(|one| !pictured.iter().take(HEADLINES).any(|shown| shown.id == one.id))
        .map(|one| item(visitor, one));
    let mut blocks = Vec::new();
    for column in in_rows(
        tree.columns().iter().filter(|column| column.site_id == visitor.site_id && column.on_home),
    ) {
        let ids = tree.subtree(column.id).into_iter().map(ColumnId);
        let wide = column.template == ColumnTemplate::Pictures;
        let shown = live::newest_in(db, ids, if wide { PICTURES } else { BLOCK }).await?;
        blocks.push(json!({
            "column": {
                "name": column.name, "url": visitor.column_url(column),
                "description": column.description,
            },
            "items": items(visitor, &shown),
            "template": column.template,
        }));
    }
    let content = json!({
        "headline": headline,
        "headlines": headlines,
        "hero_url": visitor.app.assets.url(&visitor.site()?.theme, "hero.webp").as_deref(),
        "blocks": blocks,
        "quick_links": links_below(visitor, "ggfw"),
        "topics": topics(visitor).await?,
        "sub_sites": site_links(visitor, |site| !site.main),
        "units_url": visitor.url("units"),
    });
    let frame = Frame::of(visitor, Place::default())?;
    let tags = site_list_tags(visitor, visitor.site_id);
    Ok(frame.render(visitor, "home.html", content, tags)?)
}

/// The home page's columns so that no row stays half empty: lists stand two in a row, pictures take
/// a whole one and wait until the row before them is full.
fn in_rows<'a>(columns: impl Iterator<Item = &'a Column>) -> Vec<&'a Column> {
    let (mut rows, mut wide, mut narrow) = (Vec::new(), Vec::new(), 0_usize);
    for column in columns {
        if column.template == ColumnTemplate::Pictures {
            wide.push(column);
        } else {
            rows.push(column);
            narrow += 1;
        }
        if narrow.is_multiple_of(2) {
            rows.append(&mut wide);
        }
    }
    rows.append(&mut wide);
    rows
}

/// Columns below a well-known one, with what they are for.
fn links_below(visitor: &Visitor, path: &str) -> Vec<Value> {
    let tree = &visitor.tree;
    let Some(parent) = tree.column_by_path(visitor.site_id, path) else {
        return Vec::new();
    };
    tree.children(visitor.site_id, Some(parent.id))
        .into_iter()
        .take(QUICK_LINKS)
        .map(|column| {
            json!({
                "name": column.name, "url": visitor.column_url(column),
                "description": column.description,
            })
        })
        .collect()
}

/// 专题专栏, each with the picture of its newest pictured document.
async fn topics(visitor: &Visitor) -> Result<Vec<Value>, Fault> {
    let tree = &visitor.tree;
    let Some(parent) = tree.column_by_path(visitor.site_id, "ztzl") else {
        return Ok(Vec::new());
    };
    let mut topics = Vec::new();
    for column in tree.children(visitor.site_id, Some(parent.id)) {
        let layout = live::newest_of_kind(&visitor.app.db, column.id, LAYOUT.code).await?;
        let newest = live::newest_in(&visitor.app.db, [column.id], 10).await?;
        let pictured = layout.iter().chain(&newest).find(|one| one.card.picture.is_some());
        let picture = pictured.and_then(|one| item(visitor, one).get("picture").cloned());
        topics.push(link_with(visitor, column, "picture", picture.unwrap_or_default()));
    }
    Ok(topics)
}
