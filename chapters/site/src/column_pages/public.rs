//! Column pages.

use documents::live;
use serde_json::{Value, json};
use structure::ColumnId;
use structure::columns::{Column, ColumnTemplate};
use structure::visitor::Visitor;
use web::{Answer, Error, Refusal, Rendered, Tag};

use crate::document_pages::public::{Chain, document_context, with_pictures};
use crate::layouts;
use crate::lists::{PAGE_SIZE, items, link_with, list_tag, pager_of, unit_link};
use structure::frame::{Frame, Place};

/// Items of each section of a parent's page.
const SECTION: i64 = 6;

/// The page of a column; `page` counts from 1.
pub async fn show(visitor: Visitor, id: ColumnId, page: i64) -> Answer {
    let query = if page > 1 { format!("page={page}") } else { String::new() };
    visitor
        .page(&query, async move |visitor| {
            let tree = visitor.tree.clone();
            let column = tree.column(id).ok_or_else(Refusal::not_found)?;
            render(&visitor, column, page).await
        })
        .await
}

async fn render(visitor: &Visitor, column: &Column, page: i64) -> Result<Rendered, Error> {
    if column.template == ColumnTemplate::Topic
        && let Some(topic) = layouts::show(visitor, column).await?
    {
        return Ok(topic);
    }
    let db = &visitor.app.db;
    let tree = &visitor.tree;
    let total = live::count_in_column(db, column.id).await?;
    let url = visitor.column_url(column);
    let pager = pager_of(&url, page, total)?;
    let shown = live::in_column(db, column.id, ((page - 1) * PAGE_SIZE, PAGE_SIZE)).await?;
    let mut tags: Vec<Tag> = vec![list_tag(column.id)];
    let children = sections(visitor, column, &mut tags).await?;
    let siblings: Vec<Value> = tree
        .children(visitor.site_id, column.parent_id)
        .into_iter()
        .filter(|other| other.template != ColumnTemplate::Home)
        .map(|other| link_with(visitor, other, "current", json!(other.id == column.id)))
        .collect();
    let unit = tree.unit(column.unit_id).map(|unit| unit_link(visitor, unit));
    let document = match (column.template, shown.first()) {
        (ColumnTemplate::Single, Some(only)) => match live::live_document(db, only.id).await? {
            Some(live) => {
                tags.push(Tag::of("document", only.id));
                let chain = Chain::of(db, only.id).await?;
                let mut shown = document_context(visitor, &live, column, &chain, None)?;
                tags.extend(with_pictures(db, &mut shown).await?);
                Some(shown)
            }
            None => None,
        },
        _ => None,
    };
    let has_children = !children.is_empty();
    let content = json!({
        "column": {
            "name": column.name, "url": url, "description": column.description, "unit": unit,
            "column_type": column.column_type, "closed_on": column.closed_at,
            "feed_url": visitor.url(&format!("feeds/{}.rss", column.path)),
        },
        "children": children,
        "siblings": siblings, "archived": archived(visitor, column),
        "items": items(visitor, &shown),
        "document": document,
        "pager": pager,
    });
    let template = match column.template {
        _ if has_children => "columns/index.html",
        ColumnTemplate::List | ColumnTemplate::Topic | ColumnTemplate::Home => "columns/show.html",
        ColumnTemplate::Policy => "columns/policies.html",
        ColumnTemplate::Pictures => "columns/pictures.html",
        ColumnTemplate::Single => "columns/single.html",
    };
    let place = Place { column: Some(column), path: column.path.clone(), ..Place::default() };
    Ok(Frame::of(visitor, place)?.render(visitor, template, content, tags)?)
}

/// Columns that stood here and were closed; what was merged leads elsewhere and is not named.
fn archived(visitor: &Visitor, column: &Column) -> Vec<Value> {
    let mut closed: Vec<&Column> = visitor
        .tree
        .closed_columns()
        .iter()
        .filter(|one| one.parent_id == Some(column.id) && one.merged_into.is_none())
        .filter(|_| column.is_open())
        .collect();
    closed.sort_by_key(|one| std::cmp::Reverse(one.closed_at));
    closed
        .into_iter()
        .map(|one| link_with(visitor, one, "closed_on", json!(one.closed_at)))
        .collect()
}

/// One section for each column below, with its newest from its whole subtree.
async fn sections(
    visitor: &Visitor,
    column: &Column,
    tags: &mut Vec<Tag>,
) -> Result<Vec<Value>, Error> {
    let tree = &visitor.tree;
    let mut sections = Vec::new();
    for child in tree.children(visitor.site_id, Some(column.id)) {
        let ids: Vec<ColumnId> = tree.subtree(child.id).into_iter().map(ColumnId).collect();
        tags.extend(ids.iter().map(|id| list_tag(*id)));
        let newest = live::newest_in(&visitor.app.db, ids, SECTION).await?;
        sections.push(json!({
            "name": child.name, "url": visitor.column_url(child), "description": child.description,
            "items": items(visitor, &newest),
        }));
    }
    Ok(sections)
}
