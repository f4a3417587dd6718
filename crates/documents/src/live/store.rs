//! The SQL of what is live.

use platform::db::{SortedList, id_list};
use platform::{Db, Fault, Tx, params};
use serde::Deserialize;
use structure::{ColumnId, SiteId, UnitId};

use super::model::{LiveDocument, LiveItem, Neighbour, Neighbours};
use std::collections::HashMap;

use crate::documents::{Card, Document, by_id, by_ids};
use crate::ids::DocumentId;
use crate::placements::{self, Placement};
use crate::revisions;

const ITEM: &str = "SELECT d.id AS id, d.key AS key, d.kind AS kind, d.slug AS slug, \
     d.site_id AS site_id, d.column_id AS column_id, d.unit_id AS unit_id, \
     d.index_number AS index_number, d.published_at AS published_at, d.updated_at AS updated_at, \
     p.pinned AS pinned, d.card AS card FROM placements p JOIN documents d ON d.id = p.document_id";

/// A live document, its live revision and its placements.
pub async fn live_document(db: &Db, id: DocumentId) -> Result<Option<LiveDocument>, Fault> {
    let Some(document) = by_id(db, id).await? else {
        return Ok(None);
    };
    let Some(live) = document.live_revision_id else {
        return Ok(None);
    };
    let Some(revision) = revisions::by_id(db, live).await? else {
        return Ok(None);
    };
    let placements = placements::of_document(db, id).await?;
    Ok(Some(LiveDocument { document, revision, placements }))
}

/// Those of the documents that are live, with revisions and placements: three queries however many.
pub(crate) async fn live_documents(
    db: &Db,
    ids: &[DocumentId],
) -> Result<Vec<LiveDocument>, Fault> {
    let documents = by_ids(db, ids).await?;
    let live = documents.iter().filter_map(|document| document.live_revision_id);
    let mut revisions: HashMap<_, _> =
        revisions::by_ids(db, live).await?.into_iter().map(|one| (one.id, one)).collect();
    let mut placed: HashMap<DocumentId, Vec<Placement>> = HashMap::new();
    for placement in placements::of_documents(db, ids).await? {
        placed.entry(placement.document_id).or_default().push(placement);
    }
    let join = |document: Document| {
        let revision = revisions.remove(&document.live_revision_id?)?;
        let placements = placed.remove(&document.id).unwrap_or_default();
        Some(LiveDocument { document, revision, placements })
    };
    Ok(documents.into_iter().filter_map(join).collect())
}

/// A page of a column's list: pinned first, then by hand, then by date.
pub async fn in_column(
    db: &Db,
    column: ColumnId,
    page: (i64, i64),
) -> Result<Vec<LiveItem>, Fault> {
    let keys = &["p.pinned", "p.position", "p.sort_at", "p.id"];
    let from = "placements p WHERE p.column_id = $1 AND p.live = 1";
    let ids = db.page_of(SortedList { from, keys, params: params![column] }, page).await?;
    let sql = format!(
        "{ITEM} WHERE p.id @in($1) \
         ORDER BY p.pinned DESC, p.position DESC, p.sort_at DESC, p.id DESC"
    );
    db.all(sql, params![id_list(ids)]).await
}

/// The newest live document of a kind in a column.
pub async fn newest_of_kind(
    db: &Db,
    column: ColumnId,
    kind: &str,
) -> Result<Option<LiveItem>, Fault> {
    let sql = format!(
        "{ITEM} WHERE p.column_id = $1 AND p.live = 1 AND d.kind = $2 \
         ORDER BY p.sort_at DESC, p.id DESC LIMIT 1"
    );
    db.opt(sql, params![column, kind]).await
}

/// How many documents a column's list has.
pub async fn count_in_column(db: &Db, column: ColumnId) -> Result<i64, Fault> {
    let sql = "SELECT COUNT(*) FROM placements WHERE column_id = $1 AND live = 1";
    db.count_kept(sql, params![column]).await
}

/// The newest live documents of several columns together, each document once.
pub async fn newest_in(
    db: &Db,
    columns: impl IntoIterator<Item = ColumnId>,
    limit: i64,
) -> Result<Vec<LiveItem>, Fault> {
    let sql = format!(
        "{ITEM} WHERE p.column_id = $1 AND p.live = 1 ORDER BY p.sort_at DESC, p.id DESC LIMIT $2"
    );
    let mut items: Vec<LiveItem> = Vec::new();
    for column in columns {
        let found: Vec<LiveItem> = db.all(sql.clone(), params![column, limit]).await?;
        for item in found {
            if !items.iter().any(|known| known.id == item.id) {
                items.push(item);
            }
        }
    }
    items.sort_by_key(|item| std::cmp::Reverse((item.published_at, item.id)));
    items.truncate(usize::try_from(limit).unwrap_or(0));
    Ok(items)
}

/// A page of a unit's live documents, newest first.
pub async fn in_unit(db: &Db, unit: UnitId, page: (i64, i64)) -> Result<Vec<LiveItem>, Fault> {
    let keys = &["published_at", "id"];
    let from = "documents WHERE unit_id = $1 AND live_revision_id IS NOT NULL";
    let ids = db.page_of(SortedList { from, keys, params: params![unit] }, page).await?;
    let sql = "SELECT id, key, kind, slug, site_id, column_id, unit_id, index_number, \
               published_at, updated_at, 0 AS pinned, card FROM documents WHERE id @in($1) \
               ORDER BY published_at DESC, id DESC";
    db.all(sql, params![id_list(ids)]).await
}

/// The newest live documents whose home is on a site.
pub async fn on_site(db: &Db, site: SiteId, limit: i64) -> Result<Vec<LiveItem>, Fault> {
    let sql = format!(
        "{ITEM} WHERE p.site_id = $1 AND p.home = 1 AND p.live = 1 \
         ORDER BY p.sort_at DESC, p.id DESC LIMIT $2"
    );
    db.all(sql, params![site, limit]).await
}

/// Live documents whose home is on a site, by id, from a cursor.
pub async fn on_site_after(
    db: &Db,
    site: SiteId,
    after: DocumentId,
    limit: i64,
) -> Result<Vec<LiveItem>, Fault> {
    let sql = "SELECT id, key, kind, slug, site_id, column_id, unit_id, index_number, \
               published_at, updated_at, 0 AS pinned, card FROM documents \
               WHERE site_id = $1 AND id > $2 AND live_revision_id IS NOT NULL ORDER BY id LIMIT $3";
    db.all(sql, params![site, after, limit]).await
}

/// Live documents by id, from a cursor: for the map of the site and for rebuilding an index.
pub async fn all_live_after(
    db: &Db,
    after: DocumentId,
    limit: i64,
) -> Result<Vec<LiveItem>, Fault> {
    let sql = "SELECT id, key, kind, slug, site_id, column_id, unit_id, index_number, \
               published_at, updated_at, 0 AS pinned, card FROM documents \
               WHERE id > $1 AND live_revision_id IS NOT NULL ORDER BY id LIMIT $2";
    db.all(sql, params![after, limit]).await
}

#[derive(Deserialize)]
struct NeighbourRow {
    newer: bool,
    id: DocumentId,
    kind: String,
    slug: String,
    column_id: ColumnId,
    card: Card,
}

impl From<NeighbourRow> for Neighbour {
    fn from(row: NeighbourRow) -> Self {
        let NeighbourRow { id, kind, slug, column_id, card, .. } = row;
        Self { id, kind, title: card.title, slug, column_id }
    }
}

/// Both neighbours of a placement in one question.
const NEIGHBOURS: &str = "SELECT 1 AS newer, id, kind, slug, column_id, card FROM \
     (SELECT d.id, d.kind, d.slug, d.column_id, d.card \
     FROM placements p JOIN documents d ON d.id = p.document_id \
     WHERE p.column_id = $1 AND p.live = 1 AND (p.sort_at, p.id) > ($2, $3) \
     ORDER BY p.sort_at, p.id LIMIT 1) AS later \
     UNION ALL SELECT 0 AS newer, id, kind, slug, column_id, card FROM \
     (SELECT d.id, d.kind, d.slug, d.column_id, d.card \
     FROM placements p JOIN documents d ON d.id = p.document_id \
     WHERE p.column_id = $1 AND p.live = 1 AND (p.sort_at, p.id) < ($2, $3) \
     ORDER BY p.sort_at DESC, p.id DESC LIMIT 1) AS earlier";

/// The live documents before and after one in its home column.
pub async fn neighbours(db: &Db, home: &Placement) -> Result<Neighbours, Fault> {
    let sides: Vec<NeighbourRow> =
        db.all(NEIGHBOURS, params![home.column_id, home.sort_at, home.id]).await?;
    let (newer, older): (Vec<_>, Vec<_>) = sides.into_iter().partition(|side| side.newer);
    let only = |side: Vec<NeighbourRow>| side.into_iter().next().map(Neighbour::from);
    Ok(Neighbours { newer: only(newer), older: only(older) })
}

/// The same as ids, within a transaction.
pub(crate) async fn neighbour_ids(tx: &mut Tx, home: &Placement) -> Result<Vec<DocumentId>, Fault> {
    let sides: Vec<NeighbourRow> =
        tx.all(NEIGHBOURS, params![home.column_id, home.sort_at, home.id]).await?;
    Ok(sides.into_iter().map(|side| side.id).collect())
}
