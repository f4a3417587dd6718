//! What a live document replaces, and what replaces it (article 20).

use platform::{Db, Fault, FaultContext, Tx, fields, params};
use serde::Deserialize;

use crate::documents::{Card, Document};
use crate::ids::DocumentId;
use crate::kinds::{FieldKind, KindDeclaration, split_words};
use crate::revisions::Content;

/// The relation whose target is no longer in force.
const REPLACES: &str = "replaces";
/// The relation of an interpretation to its policy; links are named for the field that makes them.
pub(crate) const EXPLAINS: &str = "explains";

const SELECT_DOCUMENT: &str = "SELECT d.id AS id, d.key AS key, d.kind AS kind, \
     d.site_id AS site_id, d.column_id AS column_id, d.unit_id AS unit_id, d.slug AS slug, \
     d.state AS state, d.title AS title, d.head_revision_id AS head_revision_id, \
     d.live_revision_id AS live_revision_id, d.card AS card, d.index_number AS index_number, \
     d.created_by AS created_by, d.created_at AS created_at, d.updated_at AS updated_at, \
     d.first_published_at AS first_published_at, d.published_at AS published_at, \
     d.expires_at AS expires_at, d.import_key AS import_key, d.trashed_at AS trashed_at, \
     d.emergency_open AS emergency_open FROM documents d JOIN document_links l";

#[derive(Deserialize)]
struct Link {
    id: i64,
    target_id: DocumentId,
    relation: String,
}

#[derive(Deserialize)]
struct Target {
    id: DocumentId,
}

/// The live documents that this one replaces.
pub async fn replaces(db: &Db, id: DocumentId) -> Result<Vec<Document>, Fault> {
    targets(db, id, REPLACES).await
}

/// The live documents that replace this one.
pub async fn replaced_by(db: &Db, id: DocumentId) -> Result<Vec<Document>, Fault> {
    sources(db, id, REPLACES).await
}

/// The live documents that this one explains.
pub async fn explains(db: &Db, id: DocumentId) -> Result<Vec<Document>, Fault> {
    targets(db, id, EXPLAINS).await
}

/// The live documents that explain this one.
pub async fn explained_by(db: &Db, id: DocumentId) -> Result<Vec<Document>, Fault> {
    sources(db, id, EXPLAINS).await
}

/// How much there is to ask further about a document for its page. Most stand alone and were published
/// once: two questions less for each of them.
#[derive(Clone, Copy, Debug, Deserialize)]
pub struct Ties {
    /// Links to others and from them, of whichever relation.
    pub links: i64,
    /// Times that it was published.
    pub publications: i64,
}

/// What ties a document to others, and to what it was.
pub async fn ties(db: &Db, id: DocumentId) -> Result<Ties, Fault> {
    let sql = "SELECT (SELECT COUNT(*) FROM document_links \
               WHERE document_id = $1 OR target_id = $1) AS links, \
               (SELECT COUNT(*) FROM publications WHERE document_id = $1) AS publications";
    db.opt(sql, params![id]).await?.doing("count a document's ties")
}

async fn targets(db: &Db, id: DocumentId, relation: &str) -> Result<Vec<Document>, Fault> {
    let sql = format!(
        "{SELECT_DOCUMENT} ON d.id = l.target_id WHERE l.document_id = $1 AND l.relation = $2 \
         AND d.live_revision_id IS NOT NULL ORDER BY d.published_at DESC"
    );
    db.all(sql, params![id, relation]).await
}

async fn sources(db: &Db, id: DocumentId, relation: &str) -> Result<Vec<Document>, Fault> {
    let sql = format!(
        "{SELECT_DOCUMENT} ON d.id = l.document_id WHERE l.target_id = $1 AND l.relation = $2 \
         AND d.live_revision_id IS NOT NULL ORDER BY d.published_at DESC"
    );
    db.all(sql, params![id, relation]).await
}

/// The live documents that explain this one, within a transaction.
pub(crate) async fn interpretation_ids(
    tx: &mut Tx,
    id: DocumentId,
) -> Result<Vec<DocumentId>, Fault> {
    let sql = "SELECT d.id AS id FROM document_links l JOIN documents d ON d.id = l.document_id \
               WHERE l.target_id = $1 AND l.relation = $2 AND d.live_revision_id IS NOT NULL \
               ORDER BY d.id";
    let rows: Vec<Target> = tx.all(sql, params![id, EXPLAINS]).await?;
    Ok(rows.into_iter().map(|row| row.id).collect())
}

/// Documents that a link joins to this one, in either direction.
pub(crate) async fn linked_ids(tx: &mut Tx, id: DocumentId) -> Result<Vec<DocumentId>, Fault> {
    let sql = "SELECT target_id AS id FROM document_links WHERE document_id = $1 \
               UNION SELECT document_id AS id FROM document_links WHERE target_id = $1";
    let rows: Vec<Target> = tx.all(sql, params![id]).await?;
    Ok(rows.into_iter().map(|row| row.id).collect())
}

/// Whether a live document replaces this one.
pub(crate) async fn is_replaced(tx: &mut Tx, id: DocumentId) -> Result<bool, Fault> {
    let sql = "SELECT COUNT(*) FROM document_links l JOIN documents d ON d.id = l.document_id \
               WHERE l.target_id = $1 AND l.relation = $2 AND d.live_revision_id IS NOT NULL";
    Ok(tx.count(sql, params![id, REPLACES]).await? > 0)
}

/// Brings the links of a document to what its live content says.
pub(crate) async fn rewrite(
    tx: &mut Tx,
    document: DocumentId,
    kind: &KindDeclaration,
    content: &Content,
) -> Result<(), Fault> {
    let sql = "SELECT id, target_id, relation FROM document_links WHERE document_id = $1";
    let mut old: Vec<Link> = tx.all(sql, params![document]).await?;
    let links = kind.fields.iter().filter(|field| matches!(field.kind, FieldKind::DocumentLink));
    for field in links {
        for key in split_words(content.field(field.name).unwrap_or_default()) {
            let target: Option<Target> =
                tx.opt("SELECT id FROM documents WHERE key = $1", params![key]).await?;
            let Some(target) = target.filter(|target| target.id != document) else {
                continue;
            };
            let same = |link: &Link| link.target_id == target.id && link.relation == field.name;
            if old.iter().any(same) {
                old.retain(|link| !same(link));
                continue;
            }
            let id = tx.db().next_id();
            let row = fields![
                "id" => id, "document_id" => document, "target_id" => target.id,
                "relation" => field.name,
            ];
            tx.insert("document_links", row).await?;
        }
    }
    for link in &old {
        tx.remove("document_links", link.id).await?;
        mark_card(tx, link.target_id).await?;
    }
    mark_replaced(tx, document).await
}

/// Brings the cards of what a document replaces to the truth.
pub(crate) async fn mark_replaced(tx: &mut Tx, document: DocumentId) -> Result<(), Fault> {
    let sql = "SELECT target_id AS id FROM document_links WHERE document_id = $1 AND relation = $2";
    let targets: Vec<Target> = tx.all(sql, params![document, REPLACES]).await?;
    for target in targets {
        mark_card(tx, target.id).await?;
    }
    Ok(())
}

async fn mark_card(tx: &mut Tx, id: DocumentId) -> Result<(), Fault> {
    #[derive(Deserialize)]
    struct Row {
        card: Option<Card>,
    }
    let row: Option<Row> = tx.opt("SELECT card FROM documents WHERE id = $1", params![id]).await?;
    let Some(mut card) = row.and_then(|row| row.card) else {
        return Ok(());
    };
    let replaced = is_replaced(tx, id).await?;
    if card.replaced == replaced {
        return Ok(());
    }
    card.replaced = replaced;
    tx.update("documents", id, fields!["card" => serde_json::json!(card)]).await
}
