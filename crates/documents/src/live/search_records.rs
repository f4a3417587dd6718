//! Live documents as the search index wants them.

use platform::{Db, Fault};
use search::Record;
use serde_json::json;
use structure::Tree;

use super::model::LiveDocument;
use super::store::live_documents;
use crate::ids::DocumentId;
use crate::kinds::{FieldKind, KindDeclaration, Kinds, Validity, split_words};

/// The records of those of the documents that are live; the others are to be removed.
pub async fn search_records(
    db: &Db,
    (tree, kinds): (&Tree, &Kinds),
    ids: &[DocumentId],
) -> Result<Vec<Record>, Fault> {
    let now = db.clock().now();
    let live = live_documents(db, ids).await?;
    Ok(live.iter().filter_map(|one| search_record(one, tree, kinds, now)).collect())
}

/// The record of a live document; none when its column is closed.
pub fn search_record(
    live: &LiveDocument,
    tree: &Tree,
    kinds: &Kinds,
    now: platform::Time,
) -> Option<Record> {
    let LiveDocument { document, revision, placements } = live;
    let content = &revision.content;
    let home = tree.column(document.column_id)?;
    let kind = kinds.find(&document.kind)?;
    let card = document.card.clone().unwrap_or_default();
    let shown = document.published_at.unwrap_or(revision.created_at);
    let columns = placements.iter().flat_map(|placement| tree.path_to(placement.column_id));
    let (numbers, tags) = findable(live, kind);
    Some(Record {
        id: document.id.0,
        key: document.key.clone(),
        site_ids: distinct(placements.iter().map(|placement| placement.site_id.0)),
        column_ids: distinct(columns.map(|column| column.id.0)),
        unit_ids: tree.units_above(document.unit_id).into_iter().map(|unit| unit.0).collect(),
        kind: document.kind.clone(),
        // An undated document has no year.
        year: if shown.0 > 0 { shown.year() } else { 0 },
        validity: card.validity_on(now.day()).map(Validity::word).map(str::to_owned),
        title: content.title.clone(),
        body: text::plain::plain(&content.body_html),
        summary: content.summary.clone(),
        numbers,
        tags,
        attachment_names: content.attachments.iter().map(|file| file.name.clone()).collect(),
        published_at: shown.0,
        url: tree.url(home.site_id, &document.path_in(&home.path)),
        source: content.source.clone(),
        extra: json!({
            "site_id": document.site_id, "column_id": document.column_id,
            "picture": card.picture, "external_url": card.external_url,
        }),
    })
}

/// Numbers and words of the declared fields that search finds, beside index number and tags.
fn findable(live: &LiveDocument, kind: &KindDeclaration) -> (Vec<String>, Vec<String>) {
    let content = &live.revision.content;
    let mut numbers: Vec<String> = live.document.index_number.iter().cloned().collect();
    let mut tags = content.tags.clone();
    for field in kind.fields.iter().filter(|field| field.searchable) {
        let Some(value) = content.field(field.name) else { continue };
        match field.kind {
            FieldKind::DocumentNumber => numbers.push(value.to_owned()),
            FieldKind::Tags => tags.extend(split_words(value)),
            _ => tags.push(field.kind.words(value)),
        }
    }
    (numbers, tags)
}

fn distinct(ids: impl Iterator<Item = i64>) -> Vec<i64> {
    let mut ids: Vec<i64> = ids.collect();
    ids.sort_unstable();
    ids.dedup();
    ids
}
