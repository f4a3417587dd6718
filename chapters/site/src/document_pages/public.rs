//! The page of a live document.

use documents::documents::Document;
use documents::ids::DocumentId;
use documents::kinds::{Field, KindDeclaration, Kinds};
use documents::live::{self, LiveDocument, LiveItem, Neighbour, Neighbours};
use documents::publications::{self, Ties};
use documents::revisions::AttachmentRole;
use platform::{Db, Fault, Time};
use serde_json::{Value, json};
use structure::ColumnId;
use structure::columns::Column;
use structure::visitor::Visitor;
use web::page_tags::ArticleTags;
use web::{Answer, Error, Refusal, Rendered, Tag};

use super::changes::changes;
use super::values::{self, with_values};
use crate::layouts::{self, LAYOUT};
use crate::lists::{item, link, unit_link, validity_context};
use crate::share_cards;
use structure::frame::{Frame, Place};

/// The page of a document as it is shown in a column.
pub async fn show(visitor: Visitor, document: DocumentId, column: ColumnId) -> Answer {
    visitor
        .page("", async move |visitor| {
            let live = live::live_document(&visitor.app.db, document).await?;
            let live = live.ok_or_else(Refusal::not_found)?;
            let tree = visitor.tree.clone();
            let column = tree.column(column).ok_or_else(Refusal::not_found)?;
            if live.document.kind == LAYOUT.code {
                return render_layout(&visitor, &live, column).await;
            }
            render(&visitor, &live, column).await
        })
        .await
}

/// A layout that stands in an ordinary column.
async fn render_layout(
    visitor: &Visitor,
    live: &LiveDocument,
    column: &Column,
) -> Result<Rendered, Error> {
    let (content, tags) = layouts::content_of(visitor, column, live, None).await?;
    let article = Some(article_tags(visitor, live));
    let place = Place { column: Some(column), article, ..Place::default() };
    let frame = Frame::of(visitor, place)?;
    Ok(frame.render(visitor, LAYOUT.public_template, content, tags)?)
}

async fn render(
    visitor: &Visitor,
    live: &LiveDocument,
    column: &Column,
) -> Result<Rendered, Error> {
    let db = &visitor.app.db;
    let home = live.placements.iter().find(|placement| placement.home);
    let neighbours = match home {
        Some(home) => live::neighbours(db, home).await?,
        None => Neighbours::default(),
    };
    let (older, newer) = (&neighbours.older, &neighbours.newer);
    let mut tags = vec![Tag::of("document", live.document.id)];
    tags.extend(older.iter().chain(newer).map(|one| Tag::of("document", one.id)));
    if newer.is_none() {
        // The newest of its column: its page changes when a newer one comes.
        tags.push(Tag::of("newest", live.document.column_id));
    }
    let id = live.document.id;
    let ties = publications::ties(db, id).await?;
    let (chain, pair) = linked(db, id, ties).await?;
    tags.extend(chain.all().chain(&pair).map(|one| Tag::of("document", one.id)));
    let others = live.placements.iter().filter(|placement| placement.column_id != column.id);
    let also_in: Vec<Value> = others
        .filter_map(|placement| visitor.tree.column(placement.column_id))
        .map(|column| link(visitor, column))
        .collect();
    let kind = kind_of(visitor, live)?;
    let related: Vec<Value> =
        pair.iter().filter_map(LiveItem::of).map(|one| item(visitor, &one)).collect();
    let mut shown = document_context(visitor, live, column, &chain, None)?;
    tags.extend(with_pictures(db, &mut shown).await?);
    tags.extend(with_values(visitor, &mut shown, (live, kind)).await?);
    let content = json!({
        "document": shown,
        "previous": older.as_ref().and_then(|one| neighbour(visitor, one)),
        "next": newer.as_ref().and_then(|one| neighbour(visitor, one)),
        "also_in": also_in,
        "related": related,
        "canonical": canonical_url(visitor, live),
        "share": share(visitor, live),
        "changes": if ties.publications > 1 { changes(visitor, id).await? } else { Vec::new() },
    });
    let article = Some(article_tags(visitor, live));
    let place = Place { column: Some(column), article, ..Place::default() };
    let frame = Frame::of(visitor, place)?;
    Ok(frame.render(visitor, kind.public_template, content, tags)?)
}

/// What a document replaces and what replaces it; what it explains and what explains it.
async fn linked(db: &Db, id: DocumentId, ties: Ties) -> Result<(Chain, Vec<Document>), Fault> {
    if ties.links == 0 {
        return Ok((Chain::default(), Vec::new()));
    }
    let mut pair = publications::explained_by(db, id).await?;
    pair.extend(publications::explains(db, id).await?);
    Ok((Chain::of(db, id).await?, pair))
}

/// What is said where the page is shared.
fn share(visitor: &Visitor, live: &LiveDocument) -> Option<Value> {
    let url = canonical_url(visitor, live);
    let picture = share_cards::url_of(visitor, &url)?;
    Some(json!({
        "title": live.revision.content.title, "picture": picture, "url": url,
        "width": cards::WIDTH, "height": cards::HEIGHT,
    }))
}

/// What a document replaces, and what replaces it.
#[derive(Default)]
pub struct Chain {
    replaces: Vec<Document>,
    replaced_by: Vec<Document>,
}

impl Chain {
    /// Reads both ends.
    pub async fn of(db: &Db, id: DocumentId) -> Result<Self, Fault> {
        let replaces = publications::replaces(db, id).await?;
        Ok(Self { replaces, replaced_by: publications::replaced_by(db, id).await? })
    }

    /// Every document of the chain.
    pub fn all(&self) -> impl Iterator<Item = &Document> {
        self.replaces.iter().chain(&self.replaced_by)
    }
}

/// The document before or after; a layout is a page of its own and no neighbour.
fn neighbour(visitor: &Visitor, one: &Neighbour) -> Option<Value> {
    if one.kind == LAYOUT.code {
        return None;
    }
    let column = visitor.tree.column(one.column_id);
    let url = column.map(|column| format!("{}/{}", visitor.column_url(column), one.slug));
    Some(json!({ "title": one.title, "url": url }))
}

fn reference(visitor: &Visitor, one: &Document) -> Value {
    let card = one.card.clone().unwrap_or_default();
    let url = documents::addresses::url_of(&visitor.tree, one);
    let url = url.map(|url| visitor.link(&url));
    json!({ "title": card.title, "url": url, "number": card.number })
}

/// The date that visitors are shown.
pub(crate) fn shown_at(live: &LiveDocument) -> Time {
    live.document.published_at.unwrap_or(live.revision.created_at)
}

/// The declaration of the document's kind.
pub fn kind_of(visitor: &Visitor, live: &LiveDocument) -> Result<&'static KindDeclaration, Fault> {
    let kinds = visitor.app.registers.get::<Kinds>()?;
    kinds
        .find(&live.document.kind)
        .ok_or_else(|| Fault::new(format!("no kind called {}", live.document.kind)))
}

/// The one address that search engines are told, wherever the document is shown: in its home column,
/// which may be another site's.
fn canonical_url(visitor: &Visitor, live: &LiveDocument) -> String {
    let url = documents::addresses::url_of(&visitor.tree, &live.document).unwrap_or_default();
    visitor.absolute(&visitor.link(&url))
}

/// The page tags of an article.
pub fn article_tags(visitor: &Visitor, live: &LiveDocument) -> ArticleTags {
    let content = &live.revision.content;
    let url = canonical_url(visitor, live);
    let picture =
        content.picture().map(|picture| format!("{url}/{}.{}", picture.code, picture.extension));
    ArticleTags {
        title: content.title.clone(),
        published_at: shown_at(live),
        source: source_of(visitor, live),
        keywords: content.tags.clone(),
        author: Some(content.author_name.clone()).filter(|name| !name.is_empty()),
        description: Some(content.summary.clone()).filter(|summary| !summary.is_empty()),
        image: picture,
        url: Some(url),
    }
}

/// 来源: as written, otherwise the content unit.
pub(crate) fn source_of(visitor: &Visitor, live: &LiveDocument) -> String {
    if !live.revision.content.source.is_empty() {
        return live.revision.content.source.clone();
    }
    visitor.tree.unit(live.document.unit_id).map(|unit| unit.name.clone()).unwrap_or_default()
}

/// A document as templates want it. Its files lie below its own address, or below `files`.
pub fn document_context(
    visitor: &Visitor,
    live: &LiveDocument,
    column: &Column,
    chain: &Chain,
    files: Option<&str>,
) -> Result<Value, Fault> {
    let content = &live.revision.content;
    let document = &live.document;
    let kind = kind_of(visitor, live)?;
    let url = format!("{}/{}", visitor.column_url(column), document.slug);
    // A preview is no page of the site: nobody reports its errors.
    let report = format!("correction-reports/new?document={}", document.key);
    let report_url = files.is_none().then(|| visitor.url(&report));
    let files = files.unwrap_or(&url);
    let unit = visitor.tree.unit(document.unit_id).map(|unit| unit_link(visitor, unit));
    let attachments: Vec<Value> = content
        .attachments
        .iter()
        .filter(|file| file.role == AttachmentRole::Attachment)
        .map(|file| {
            json!({
                "name": file.name, "url": format!("{files}/{}.{}", file.code, file.extension),
                "extension": file.extension, "size": file.size, "media_type": file.media_type,
            })
        })
        .collect();
    let today = visitor.app.clock().now().day();
    let validity = document.card.as_ref().and_then(|card| card.validity_on(today));
    // The text was changed after it first went out.
    let updated = document
        .first_published_at
        .filter(|first| live.revision.created_at > *first)
        .map(|_| live.revision.created_at);
    Ok(json!({
        "title": content.title, "url": url, "kind": document.kind,
        "kind_name": visitor.app.messages.t(kind.name_key, &[]),
        "published_at": shown_at(live), "updated_at": updated,
        "source": source_of(visitor, live),
        "source_url": Some(&content.source_url).filter(|url| !url.is_empty()),
        "author": content.author_name, "body_html": body_with_addresses(live, files),
        "summary": content.summary, "tags": content.tags, "attachments": attachments,
        "column": link(visitor, column), "unit": unit, "index_number": document.index_number,
        "fields": field_rows(visitor, live, kind),
        "validity": validity.map(|validity| validity_context(visitor, validity.word())),
        "replaced_by": chain.replaced_by.first().map(|one| reference(visitor, one)),
        "replaces": chain.replaces.iter().map(|one| reference(visitor, one)).collect::<Vec<_>>(),
        "changed": updated.is_some(), "key": document.key, "report_url": report_url,
        "review_due": review_due(live, today),
    }))
}

/// Whether the day by which somebody should have read it again is past (article 32).
fn review_due(live: &LiveDocument, today: chrono::NaiveDate) -> bool {
    let day = live.revision.content.field("review_by");
    day.and_then(|day| day.parse::<chrono::NaiveDate>().ok()).is_some_and(|day| day < today)
}

/// `asset:CODE` in the text becomes the file's address below the document.
pub fn body_with_addresses(live: &LiveDocument, url: &str) -> String {
    let mut body = live.revision.content.body_html.clone();
    for file in &live.revision.content.attachments {
        let from = format!("asset:{}", file.code);
        body = body.replace(&from, &format!("{url}/{}.{}", file.code, file.extension));
    }
    body
}

/// The pictures of the media library in the text, in every size; gives the tags of what is shown.
pub async fn with_pictures(db: &Db, document: &mut Value) -> Result<Vec<Tag>, Fault> {
    let Some(body) = document.get_mut("body_html") else {
        return Ok(Vec::new());
    };
    let (html, items) = media::responsive(db, body.as_str().unwrap_or_default()).await?;
    *body = Value::String(html);
    Ok(items.into_iter().map(|id| Tag::of("media", id)).collect())
}

/// The rows of the metadata table, in the order of the norm (《国家规范速查》§3).
fn field_rows(visitor: &Visitor, live: &LiveDocument, kind: &KindDeclaration) -> Vec<Value> {
    let t = |key: &str| visitor.app.messages.t(key, &[]);
    let mut rows = Vec::new();
    let mut row = |label: String, value: Option<String>| {
        if let Some(value) = value.filter(|value| !value.is_empty()) {
            rows.push(json!({ "label": label, "value": value, "url": null }));
        }
    };
    row(t("site-index-number"), live.document.index_number.clone());
    // The validity has a place of its own, with its colour.
    let rows_of = |field: &&Field| field.shown_in_table && field.name != "validity";
    for field in kind.fields.iter().filter(rows_of) {
        row(t(field.label_key), shown_value(visitor, live, field));
    }
    row(t("site-published-on"), Some(shown_at(live).date()));
    rows
}

fn shown_value(visitor: &Visitor, live: &LiveDocument, field: &Field) -> Option<String> {
    Some(values::words(visitor, field, live.revision.content.field(field.name)?))
}
