//! The revisions' SQL. Rows are inserted and never updated.

use std::collections::BTreeMap;

use platform::db::Fields;
use platform::{Db, Fault, Time, Tx, fields, params};
use serde::Deserialize;
use structure::AccountId;

use super::model::Revision;
use super::{Attachment, Content};
use crate::ids::{DocumentId, RevisionId};

const SELECT: &str = "SELECT id, document_id, number, author_id, created_at, note, title, \
                      body_html, summary, source, source_url, author_name, tags, fields, \
                      attachments, digest FROM revisions";

#[derive(Deserialize)]
struct Stored {
    id: RevisionId,
    document_id: DocumentId,
    number: i64,
    author_id: Option<AccountId>,
    created_at: Time,
    note: String,
    title: String,
    body_html: String,
    summary: String,
    source: String,
    source_url: String,
    author_name: String,
    tags: Vec<String>,
    fields: BTreeMap<String, String>,
    attachments: Vec<Attachment>,
    digest: String,
}

impl From<Stored> for Revision {
    fn from(row: Stored) -> Self {
        Self {
            id: row.id,
            document_id: row.document_id,
            number: row.number,
            author_id: row.author_id,
            created_at: row.created_at,
            note: row.note,
            digest: row.digest,
            content: Content {
                title: row.title,
                body_html: row.body_html,
                summary: row.summary,
                source: row.source,
                source_url: row.source_url,
                author_name: row.author_name,
                tags: row.tags,
                fields: row.fields,
                attachments: row.attachments,
            },
        }
    }
}

/// A revision about to be written.
pub(crate) struct NewRevision<'a> {
    pub id: RevisionId,
    pub document_id: DocumentId,
    pub number: i64,
    pub author_id: Option<AccountId>,
    pub created_at: Time,
    pub note: &'a str,
    pub content: &'a Content,
}

/// The row of a new revision.
pub(crate) fn row_of(new: &NewRevision<'_>) -> Fields {
    let content = new.content;
    fields![
        "id" => new.id, "document_id" => new.document_id, "number" => new.number,
        "author_id" => new.author_id, "created_at" => new.created_at, "note" => new.note,
        "title" => content.title.as_str(), "body_html" => content.body_html.as_str(),
        "summary" => content.summary.as_str(), "source" => content.source.as_str(),
        "source_url" => content.source_url.as_str(),
        "author_name" => content.author_name.as_str(),
        "tags" => serde_json::json!(content.tags), "fields" => serde_json::json!(content.fields),
        "attachments" => serde_json::json!(content.attachments), "digest" => content.digest(),
    ]
}

/// Writes a new revision.
pub(crate) async fn insert(tx: &mut Tx, new: &NewRevision<'_>) -> Result<(), Fault> {
    tx.insert("revisions", row_of(new)).await
}

/// A revision.
pub async fn by_id(db: &Db, id: RevisionId) -> Result<Option<Revision>, Fault> {
    let row: Option<Stored> = db.opt(format!("{SELECT} WHERE id = $1"), params![id]).await?;
    Ok(row.map(Revision::from))
}

/// Several revisions, in no order.
pub(crate) async fn by_ids(
    db: &Db,
    ids: impl Iterator<Item = RevisionId>,
) -> Result<Vec<Revision>, Fault> {
    let ids = platform::db::id_list(ids.map(|id| id.0));
    let rows: Vec<Stored> = db.all(format!("{SELECT} WHERE id @in($1)"), params![ids]).await?;
    Ok(rows.into_iter().map(Revision::from).collect())
}

/// A document's revision by its number.
pub async fn by_number(
    db: &Db,
    document: DocumentId,
    number: i64,
) -> Result<Option<Revision>, Fault> {
    let sql = format!("{SELECT} WHERE document_id = $1 AND number = $2");
    let row: Option<Stored> = db.opt(sql, params![document, number]).await?;
    Ok(row.map(Revision::from))
}

/// A revision, within a transaction.
pub(crate) async fn in_tx(tx: &mut Tx, id: RevisionId) -> Result<Revision, Fault> {
    let row: Option<Stored> = tx.opt(format!("{SELECT} WHERE id = $1"), params![id]).await?;
    row.map(Revision::from).ok_or_else(|| Fault::new(format!("find revision {id}")))
}

/// All revisions of a document, newest first.
pub async fn list(db: &Db, document: DocumentId) -> Result<Vec<Revision>, Fault> {
    let sql = format!("{SELECT} WHERE document_id = $1 ORDER BY number DESC");
    let rows: Vec<Stored> = db.all(sql, params![document]).await?;
    Ok(rows.into_iter().map(Revision::from).collect())
}

/// Everybody who saved a revision after the one that is live, up to `last`: none of them may
/// review what they wrote.
pub(crate) async fn authors_since_live(
    tx: &mut Tx,
    document: DocumentId,
    live: Option<RevisionId>,
    last: RevisionId,
) -> Result<Vec<AccountId>, Fault> {
    #[derive(Deserialize)]
    struct Author {
        author_id: AccountId,
    }
    let rows: Vec<Author> = tx
        .all(
            "SELECT DISTINCT author_id FROM revisions WHERE document_id = $1 \
             AND author_id IS NOT NULL AND id > $2 AND id <= $3 ORDER BY author_id",
            params![document, live.unwrap_or(RevisionId(0)), last],
        )
        .await?;
    Ok(rows.into_iter().map(|row| row.author_id).collect())
}
