//! The blocks of a layout, filled with what is public now.

use documents::kinds::Content;
use documents::kinds::rows::{self, Row};
use documents::live;
use platform::Fault;
use serde_json::{Value, json};
use structure::ColumnId;
use structure::columns::Column;
use structure::visitor::Visitor;
use web::Tag;

use crate::lists::{items, list_tag};

/// Items of a block for which no number is given.
const USUAL: i64 = 6;

/// Every block of a layout in its order, and the lists that they show.
pub async fn blocks_of(
    visitor: &Visitor,
    content: &Content,
) -> Result<(Vec<Value>, Vec<Tag>), Fault> {
    let (mut blocks, mut tags) = (Vec::new(), Vec::new());
    for row in rows::read(content.field("blocks").unwrap_or_default()) {
        let (block, shown) = block(visitor, &row).await?;
        blocks.extend(block);
        tags.extend(shown);
    }
    Ok((blocks, tags))
}

async fn block(visitor: &Visitor, row: &Row) -> Result<(Option<Value>, Vec<Tag>), Fault> {
    let part = |name: &str| row.get(name).map_or("", String::as_str);
    let tree = &visitor.tree;
    let column = part("column").parse().ok().and_then(|id| tree.column(ColumnId(id)));
    let count = part("count").parse().unwrap_or(USUAL);
    let title = Some(part("title")).filter(|title| !title.is_empty());
    let head = |column: Option<&Column>| {
        let name = column.map_or("", |column| column.name.as_str());
        (title.unwrap_or(name).to_owned(), column.map(|column| visitor.column_url(column)))
    };
    let kind = part("kind");
    let (title, url) = head(column);
    let words: Vec<&str> = part("words").lines().map(str::trim).filter(|w| !w.is_empty()).collect();
    if kind == "text" {
        let block = json!({ "kind": kind, "title": title, "url": null, "words": words,
            "items": [], "links": [] });
        return Ok((Some(block), Vec::new()));
    }
    let Some(column) = column else { return Ok((None, Vec::new())) };
    if kind == "links" {
        let links: Vec<Value> = tree
            .children(column.site_id, Some(column.id))
            .into_iter()
            .map(|child| {
                json!({ "name": child.name, "url": visitor.column_url(child),
                    "description": child.description })
            })
            .collect();
        let block = json!({ "kind": kind, "title": title, "url": url, "words": words,
            "items": [], "links": links });
        return Ok((Some(block), Vec::new()));
    }
    let ids: Vec<ColumnId> = tree.subtree(column.id).into_iter().map(ColumnId).collect();
    let tags = ids.iter().map(|id| list_tag(*id)).collect();
    let count = if kind == "lead" { 1 } else { count };
    let pictures = kind == "pictures";
    // Among pictures only what has one; looked for a little further back.
    let looked = if pictures { count * 4 } else { count };
    let mut newest = live::newest_in(&visitor.app.db, ids, looked).await?;
    newest.retain(|one| !pictures || one.card.picture.is_some());
    newest.truncate(usize::try_from(count).unwrap_or(0));
    let block = json!({ "kind": kind, "title": title, "url": url, "words": words,
        "items": items(visitor, &newest), "links": [] });
    Ok((Some(block), tags))
}
