//! Writing imported documents: a batch is one transaction, each document has its own entry.

use std::collections::HashSet;

use platform::db::{Fields, Value};
use platform::{Actor, Entry, Fault, FaultContext, Time, Tx, fields, params};
use serde::Deserialize;
use serde_json::json;
use structure::columns::Column;
use structure::{ColumnId, UnitId};

use super::model::Incoming;
use crate::context::Context;
use crate::documents::{Card, Document, DocumentState};
use crate::ids::{AddressId, DocumentId, PlacementId, PublicationId, RevisionId};
use crate::kinds::KindDeclaration;
use crate::live::LiveDocument;
use crate::placements::Placement;
use crate::revisions::{NewRevision, Revision, row_of};
use crate::tags;

/// What becomes of what is imported.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Landing {
    /// It was published elsewhere and is live at once: the operator's take-over of an older site.
    Published,
    /// It is a draft that goes through its column's reviews: what units' own systems send.
    Draft,
}

/// Where documents go.
#[derive(Clone, Debug)]
pub struct ImportTarget {
    /// The home column.
    pub column: ColumnId,
    /// The unit that answers for them.
    pub unit: UnitId,
    /// The code of their kind.
    pub kind: String,
    /// What becomes of them.
    pub landing: Landing,
}

/// What a batch did.
#[derive(Debug, Default)]
pub struct Imported {
    /// New documents.
    pub added: usize,
    /// Lines whose `id` was there already.
    pub present: usize,
    /// The journal's sequence number after the batch; absent when nothing was new.
    pub seq: Option<i64>,
    /// The new documents that are live, for whoever indexes without reading them again.
    pub live: Vec<LiveDocument>,
}

#[derive(Deserialize)]
struct Known {
    import_key: String,
}

#[derive(Deserialize)]
struct Taken {
    slug: String,
}

/// Writes a batch. An `id` that was imported into the column before is left as it is.
pub async fn import_batch(
    ctx: &Context,
    actor: &Actor,
    target: &ImportTarget,
    lines: Vec<Incoming>,
) -> Result<Imported, Fault> {
    let column = ctx.tree.column(target.column).doing("find the column of an import")?;
    let kind = ctx.kinds.get(&target.kind)?;
    let total = lines.len();
    let mut tx = ctx.db.begin().await?;
    let new = only_new(&mut tx, column, lines).await?;
    let present = total - new.len();
    if new.is_empty() {
        return Ok(Imported { present, ..Imported::default() });
    }
    let mut slugs = taken_slugs(&mut tx, column, &new).await?;
    let made: Vec<LiveDocument> = new
        .into_iter()
        .map(|(key, line)| make(ctx, (column, kind, target), (key, line), &mut slugs))
        .collect();
    write(&mut tx, column, (actor, target.landing), &made).await?;
    let added = made.len();
    let seq = Some(tx.commit_noted().await?);
    let live = if target.landing == Landing::Published { made } else { Vec::new() };
    Ok(Imported { added, present, seq, live })
}

/// The lines whose key is neither in the database nor earlier in the batch.
async fn only_new(
    tx: &mut Tx,
    column: &Column,
    lines: Vec<Incoming>,
) -> Result<Vec<(String, Incoming)>, Fault> {
    let keyed: Vec<(String, Incoming)> =
        lines.into_iter().map(|line| (format!("{}:{}", column.id, line.id), line)).collect();
    let keys: Vec<&str> = keyed.iter().map(|(key, _)| key.as_str()).collect();
    let sql = "SELECT import_key FROM documents WHERE import_key @among($1)";
    let known: Vec<Known> = tx.all(sql, params![json!(keys)]).await?;
    let mut seen: HashSet<String> = known.into_iter().map(|known| known.import_key).collect();
    Ok(keyed.into_iter().filter(|(key, _)| seen.insert(key.clone())).collect())
}

/// Slugs of the column that begin with a day of the batch: a new one must not meet them.
async fn taken_slugs(
    tx: &mut Tx,
    column: &Column,
    new: &[(String, Incoming)],
) -> Result<HashSet<String>, Fault> {
    let candidates: Vec<String> = new.iter().map(|(key, line)| slug_of(key, line)).collect();
    let sql = "SELECT slug FROM documents WHERE column_id = $1 AND slug @among($2)";
    let taken: Vec<Taken> = tx.all(sql, params![column.id, json!(candidates)]).await?;
    Ok(taken.into_iter().map(|taken| taken.slug).collect())
}

/// Day and a code made from the key: the same line gets the same address on every instance.
fn slug_of(key: &str, line: &Incoming) -> String {
    let digest = platform::db::row_digest([("key", &Value::Text(key.to_owned()))]);
    let code: String = digest.chars().take(10).collect();
    match line.published_at {
        Some(at) => format!("{}-{code}", at.local().format("%Y%m%d")),
        None => code,
    }
}

fn make(
    ctx: &Context,
    (column, kind, target): (&Column, &KindDeclaration, &ImportTarget),
    (key, line): (String, Incoming),
    slugs: &mut HashSet<String>,
) -> LiveDocument {
    let now = ctx.now();
    let id = DocumentId(ctx.db.next_id());
    let revision_id = RevisionId(ctx.db.next_id());
    let mut slug = slug_of(&key, &line);
    while !slugs.insert(slug.clone()) {
        slug = format!("{slug}-{}", platform::ids::random_code(3));
    }
    let published = target.landing == Landing::Published;
    // Undated documents stand last in every list.
    let shown = line.published_at.unwrap_or(Time(0));
    let state = if published { DocumentState::Published } else { DocumentState::Draft };
    let document = Document {
        id,
        key: platform::ids::random_code(10),
        kind: kind.code.to_owned(),
        site_id: column.site_id,
        column_id: column.id,
        unit_id: target.unit,
        slug,
        state,
        title: line.content.title.clone(),
        head_revision_id: revision_id,
        live_revision_id: published.then_some(revision_id),
        card: published.then(|| Card::of(&line.content, kind, false)),
        index_number: None,
        created_by: None,
        created_at: now,
        updated_at: now,
        first_published_at: published.then_some(now),
        published_at: (published || line.published_at.is_some()).then_some(shown),
        expires_at: None,
        import_key: Some(key),
        trashed_at: None,
        emergency_open: false,
    };
    let digest = line.content.digest();
    let revision = Revision {
        id: revision_id,
        document_id: id,
        number: 1,
        author_id: None,
        created_at: now,
        note: String::new(),
        content: line.content,
        digest,
    };
    let placement = Placement {
        id: PlacementId(ctx.db.next_id()),
        document_id: id,
        site_id: column.site_id,
        column_id: column.id,
        home: true,
        live: published,
        sort_at: if published { shown } else { now },
        pinned: false,
        pinned_until: None,
        position: 0,
    };
    LiveDocument { document, revision, placements: vec![placement] }
}

async fn write(
    tx: &mut Tx,
    column: &Column,
    (actor, landing): (&Actor, Landing),
    made: &[LiveDocument],
) -> Result<(), Fault> {
    // Revisions point to documents, everything else to both.
    tx.insert_all("documents", made.iter().map(document_row).collect()).await?;
    tx.insert_all("revisions", made.iter().map(revision_row).collect()).await?;
    let placements = made.iter().flat_map(|one| &one.placements).map(placement_row).collect();
    tx.insert_all("placements", placements).await?;
    let addresses: Vec<Fields> = made.iter().map(|one| address_row(tx, column, one)).collect();
    tx.insert_all("addresses", addresses).await?;
    if landing == Landing::Published {
        let rows: Vec<Fields> = made.iter().map(|one| publication_row(tx, actor, one)).collect();
        tx.insert_all("publications", rows).await?;
    }
    note(tx, column, (actor, landing), made);
    Ok(())
}

/// One entry each; the first carries every row of the batch, the last the tags it makes stale.
fn note(tx: &mut Tx, column: &Column, (actor, landing): (&Actor, Landing), made: &[LiveDocument]) {
    let last = made.len().saturating_sub(1);
    for (index, one) in made.iter().enumerate() {
        let detail = json!({ "title": one.document.title, "column": column.path });
        let entry = Entry::new(actor.clone(), "document.imported", "document", one.document.id);
        let mut entry = entry.detail(detail);
        if landing == Landing::Published && index == last {
            entry = entry.tags([
                tags::list_tag(column.id),
                tags::newest_tag(column.id),
                tags::unit_list_tag(one.document.unit_id),
            ]);
        }
        tx.note(entry);
    }
}

fn document_row(one: &LiveDocument) -> Fields {
    let document = &one.document;
    fields![
        "id" => document.id, "key" => document.key.as_str(), "kind" => document.kind.as_str(),
        "site_id" => document.site_id, "column_id" => document.column_id,
        "unit_id" => document.unit_id, "slug" => document.slug.as_str(),
        "state" => document.state.word(), "title" => document.title.as_str(),
        "head_revision_id" => document.head_revision_id,
        "live_revision_id" => document.live_revision_id,
        "card" => document.card.as_ref().map(|card| json!(card)),
        "created_at" => document.created_at, "updated_at" => document.updated_at,
        "first_published_at" => document.first_published_at,
        "published_at" => document.published_at, "import_key" => document.import_key.clone(),
        "emergency_open" => false,
    ]
}

fn revision_row(one: &LiveDocument) -> Fields {
    let revision = &one.revision;
    row_of(&NewRevision {
        id: revision.id,
        document_id: revision.document_id,
        number: revision.number,
        author_id: revision.author_id,
        created_at: revision.created_at,
        note: &revision.note,
        content: &revision.content,
    })
}

fn placement_row(placement: &Placement) -> Fields {
    fields![
        "id" => placement.id, "document_id" => placement.document_id,
        "site_id" => placement.site_id, "column_id" => placement.column_id,
        "home" => placement.home, "live" => placement.live, "sort_at" => placement.sort_at,
        "pinned" => placement.pinned, "position" => placement.position,
    ]
}

fn address_row(tx: &Tx, column: &Column, one: &LiveDocument) -> Fields {
    fields![
        "id" => AddressId(tx.db().next_id()), "site_id" => column.site_id,
        "path" => one.document.path_in(&column.path), "document_id" => one.document.id,
        "created_at" => one.document.created_at,
    ]
}

fn publication_row(tx: &Tx, actor: &Actor, one: &LiveDocument) -> Fields {
    fields![
        "id" => PublicationId(tx.db().next_id()), "document_id" => one.document.id,
        "revision_id" => one.revision.id, "published_by" => actor.store(),
        "published_at" => one.document.created_at,
    ]
}
