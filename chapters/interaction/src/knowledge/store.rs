//! The SQL of questions: those that are live, where they came from, and which are over.

use cases::ids::CaseId;
use documents::documents::{Card, Document};
use documents::ids::DocumentId;
use documents::live::LiveItem;
use platform::{Actor, Db, Entry, Fault, fields, params};
use serde::Deserialize;
use serde_json::json;
use structure::{AccountId, SiteId};

use super::kind::KNOWLEDGE;

const LIVE: &str = "SELECT id, key, kind, slug, site_id, column_id, unit_id, index_number, \
     published_at, updated_at, 0 AS pinned, card FROM documents \
     WHERE kind = $1 AND live_revision_id IS NOT NULL";

/// Every question that visitors can read, newest first.
pub(crate) async fn all_live(db: &Db) -> Result<Vec<LiveItem>, Fault> {
    let sql = format!("{LIVE} ORDER BY published_at DESC, id DESC");
    db.all(sql, params![KNOWLEDGE.code]).await
}

#[derive(Deserialize)]
struct CardRow {
    id: i64,
    card: Card,
}

/// What lists show of live documents, by id.
pub(super) async fn cards_of(db: &Db, ids: &[i64]) -> Result<Vec<(i64, Card)>, Fault> {
    let ids = platform::db::id_list(ids.iter().copied());
    let sql = "SELECT id, card FROM documents WHERE id @in($1) AND live_revision_id IS NOT NULL \
               AND card IS NOT NULL";
    let rows: Vec<CardRow> = db.all(sql, params![ids]).await?;
    Ok(rows.into_iter().map(|row| (row.id, row.card)).collect())
}

/// Those of one site.
pub(crate) async fn live_on(db: &Db, site: SiteId) -> Result<Vec<LiveItem>, Fault> {
    let sql = format!("{LIVE} AND site_id = $2 ORDER BY published_at DESC, id DESC");
    db.all(sql, params![KNOWLEDGE.code, site]).await
}

/// Notes that a question was made from a letter.
pub(super) async fn keep_source(
    db: &Db,
    by: AccountId,
    (document, title): (DocumentId, &str),
    (case, receipt): (CaseId, &str),
) -> Result<i64, Fault> {
    let mut tx = db.begin().await?;
    let row = fields![
        "id" => db.next_id(), "document_id" => document, "case_id" => case, "made_by" => by,
        "made_at" => db.clock().now(),
    ];
    tx.insert("knowledge_sources", row).await?;
    let entry = Entry::new(Actor::Account(by.0), "knowledge.proposed", "document", document)
        .detail(json!({ "title": title, "receipt": receipt }));
    tx.commit(entry).await
}

/// The newest question that was made from a letter and not thrown away.
pub(super) async fn made_of(db: &Db, case: CaseId) -> Result<Option<Document>, Fault> {
    let sql = "SELECT d.id AS id, d.key AS key, d.kind AS kind, d.site_id AS site_id, \
         d.column_id AS column_id, d.unit_id AS unit_id, d.slug AS slug, d.state AS state, \
         d.title AS title, d.head_revision_id AS head_revision_id, \
         d.live_revision_id AS live_revision_id, d.card AS card, d.index_number AS index_number, \
         d.created_by AS created_by, d.created_at AS created_at, d.updated_at AS updated_at, \
         d.first_published_at AS first_published_at, d.published_at AS published_at, \
         d.expires_at AS expires_at, d.import_key AS import_key, d.trashed_at AS trashed_at, \
         d.emergency_open AS emergency_open FROM knowledge_sources s \
         JOIN documents d ON d.id = s.document_id \
         WHERE s.case_id = $1 AND d.trashed_at IS NULL ORDER BY s.id DESC LIMIT 1";
    db.opt(sql, params![case]).await
}

/// Notes once that a question's day is past; its pages say so from now on. Nothing if it was noted.
pub(super) async fn note_lapse(
    db: &Db,
    item: &LiveItem,
    review_by: &str,
) -> Result<Option<i64>, Fault> {
    let mut tx = db.begin().await?;
    let sql = "SELECT COUNT(*) FROM knowledge_lapses WHERE document_id = $1 AND review_by = $2";
    if tx.count(sql, params![item.id, review_by]).await? > 0 {
        return Ok(None);
    }
    let row = fields![
        "id" => db.next_id(), "document_id" => item.id, "review_by" => review_by,
        "noted_at" => db.clock().now(),
    ];
    tx.insert("knowledge_lapses", row).await?;
    let tags = [documents::tags::document_tag(item.id), documents::tags::list_tag(item.column_id)];
    let entry = Entry::new(Actor::System, "knowledge.lapsed", "document", item.id)
        .detail(json!({ "title": item.card.title, "review_by": review_by }))
        .tags(tags);
    tx.commit(entry).await.map(Some)
}
