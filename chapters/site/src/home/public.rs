//! The home page.

use documents::kinds::rows::Row;
use documents::live::LiveDocument;
use platform::Fault;
use serde_json::{Value, json};
use structure::columns::Column;
use structure::frame::{Frame, Place};
use structure::visitor::Visitor;
use web::{Answer, Error, Rendered, Tag};

use super::{TEMPLATE, usual};
use crate::document_pages::public::{Chain, document_context, with_pictures};
use crate::layouts::{Block, blocks_of, rows_of};
use crate::lists::{list_tag, site_list_tags};
use crate::resolve::moved;

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
    let column = super::column(visitor);
    let layout = match column {
        Some(column) => super::layout(visitor, column).await?.map(|layout| (column, layout)),
        None => None,
    };
    let (content, tags) = match layout {
        Some((column, layout)) => of_layout(visitor, column, &layout, None).await?,
        None => of_columns(visitor).await?,
    };
    let frame = Frame::of(visitor, Place::default())?;
    Ok(frame.render(visitor, TEMPLATE, content, tags)?)
}

/// What a composed home page shows; `files` is where the layout's files are found, if not below it.
pub(crate) async fn of_layout(
    visitor: &Visitor,
    column: &Column,
    layout: &LiveDocument,
    files: Option<&str>,
) -> Result<(Value, Vec<Tag>), Error> {
    let db = &visitor.app.db;
    let chain = Chain::of(db, layout.document.id).await?;
    let mut document = document_context(visitor, layout, column, &chain, files)?;
    let (mut content, mut tags) = of_rows(visitor, &rows_of(layout)).await?;
    tags.extend(with_pictures(db, &mut document).await?);
    tags.extend([Tag::of("document", layout.document.id), list_tag(column.id)]);
    let mut own_parts = serde_json::Map::new();
    if let Some(body) = document.get("body_html") {
        own_parts.insert("body_html".to_owned(), body.clone());
    }
    if let Some(picture) = layout.revision.content.picture() {
        let own = format!("{}/{}", visitor.column_url(column), layout.document.slug);
        let base = files.unwrap_or(&own);
        let url = format!("{base}/{}.{}", picture.code, picture.extension);
        own_parts.insert("hero_url".to_owned(), url.into());
    }
    if let Some(content) = content.as_object_mut() {
        content.extend(own_parts);
    }
    Ok((content, tags))
}

/// The home page that nobody has composed.
async fn of_columns(visitor: &Visitor) -> Result<(Value, Vec<Tag>), Fault> {
    let (content, mut tags) = of_rows(visitor, &usual::rows(visitor)).await?;
    tags.extend(site_list_tags(visitor, visitor.site_id));
    Ok((content, tags))
}

async fn of_rows(visitor: &Visitor, rows: &[Row]) -> Result<(Value, Vec<Tag>), Fault> {
    let (mut blocks, tags) = blocks_of(visitor, rows).await?;
    let beside_search = blocks.first().is_some_and(|first| first.kind == "services");
    let services = beside_search.then(|| blocks.remove(0));
    let hero = visitor.app.assets.url(&visitor.site()?.theme, "hero.webp");
    let content = json!({
        "hero_url": hero.as_deref(), "services": services, "body_html": "", "bands": bands(blocks),
    });
    Ok((content, tags))
}

/// Blocks that take a whole band of the page stand alone; the others share one, two in a row.
fn bands(blocks: Vec<Block>) -> Vec<Value> {
    let alone = |block: &Block| {
        matches!(block.kind.as_str(), "headlines" | "topics" | "sites" | "links" | "services")
    };
    let mut bands: Vec<(bool, Vec<Block>)> = Vec::new();
    for block in blocks {
        match bands.last_mut() {
            Some((false, shared)) if !alone(&block) => shared.push(block),
            _ => bands.push((alone(&block), vec![block])),
        }
    }
    let band = |(alone, blocks)| json!({ "alone": alone, "blocks": blocks });
    bands.into_iter().map(band).collect()
}
