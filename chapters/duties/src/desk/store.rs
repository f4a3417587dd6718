//! The desk's own SQL.

use documents::live::LiveItem;
use platform::{Db, Fault, params};

/// Every live document of a kind.
pub async fn live_of_kind(db: &Db, kind: &str) -> Result<Vec<LiveItem>, Fault> {
    let sql = "SELECT id, key, kind, slug, site_id, column_id, unit_id, index_number, \
               published_at, updated_at, 0 AS pinned, card FROM documents \
               WHERE kind = $1 AND live_revision_id IS NOT NULL ORDER BY id";
    db.all(sql, params![kind]).await
}
