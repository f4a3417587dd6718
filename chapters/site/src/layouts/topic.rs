//! A topic's page 专题: banner, words and blocks of the newest layout in its column. A closed topic
//! says that it is archived and stays as it was (article 11).

use documents::live::{self, LiveDocument};
use serde_json::{Value, json};
use structure::columns::Column;
use structure::frame::{Frame, Place};
use structure::visitor::Visitor;
use web::{Error, Rendered, Tag};

use super::blocks::blocks_of;
use super::kind::{LAYOUT, rows_of};
use crate::document_pages::public::{Chain, document_context, with_pictures};
use crate::lists::{list_tag, unit_link};

/// The page of a topic's column, if it has a layout.
pub(crate) async fn show(visitor: &Visitor, column: &Column) -> Result<Option<Rendered>, Error> {
    let db = &visitor.app.db;
    let card = live::newest_of_kind(db, column.id, LAYOUT.code).await?;
    let Some(card) = card else { return Ok(None) };
    let Some(layout) = live::live_document(db, card.id).await? else { return Ok(None) };
    let (content, mut tags) = content_of(visitor, column, &layout, None).await?;
    tags.push(list_tag(column.id));
    let place = Place { column: Some(column), path: column.path.clone(), ..Place::default() };
    let frame = Frame::of(visitor, place)?;
    Ok(Some(frame.render(visitor, LAYOUT.public_template, content, tags)?))
}

/// What the page of a layout shows; `files` is where its files are found, if not below it.
pub(crate) async fn content_of(
    visitor: &Visitor,
    column: &Column,
    layout: &LiveDocument,
    files: Option<&str>,
) -> Result<(Value, Vec<Tag>), Error> {
    let db = &visitor.app.db;
    let mut tags = vec![Tag::of("document", layout.document.id)];
    let chain = Chain::of(db, layout.document.id).await?;
    let mut document = document_context(visitor, layout, column, &chain, files)?;
    tags.extend(with_pictures(db, &mut document).await?);
    let (blocks, shown) = blocks_of(visitor, &rows_of(&layout.revision.content)).await?;
    tags.extend(shown);
    let own = format!("{}/{}", visitor.column_url(column), layout.document.slug);
    let base = files.unwrap_or(&own);
    let banner = layout.revision.content.picture().map(|picture| {
        let url = format!("{base}/{}.{}", picture.code, picture.extension);
        json!({ "url": url, "alt": picture.alt })
    });
    let unit = visitor.tree.unit(column.unit_id).map(|unit| unit_link(visitor, unit));
    let content = json!({
        "column": { "name": column.name, "url": visitor.column_url(column),
            "description": column.description, "unit": unit },
        "document": document, "banner": banner, "blocks": blocks,
        "closed_on": column.closed_at,
    });
    Ok((content, tags))
}
