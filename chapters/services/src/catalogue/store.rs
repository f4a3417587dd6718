//! The SQL of the catalogue: the cards of all live guides.

use documents::live::LiveItem;
use platform::{Db, Fault, params};

use super::model::Guide;
use crate::service_guides::SERVICE_GUIDE;

/// Guides that the catalogue holds at most; a district has a few hundred.
const MOST: i64 = 5_000;

/// Every live guide of the portal, whichever site it stands on.
pub async fn guides(db: &Db) -> Result<Vec<Guide>, Fault> {
    let sql = "SELECT id, key, kind, slug, site_id, column_id, unit_id, index_number, \
               published_at, updated_at, 0 AS pinned, card FROM documents \
               WHERE kind = $1 AND live_revision_id IS NOT NULL ORDER BY id LIMIT $2";
    let items: Vec<LiveItem> = db.all(sql, params![SERVICE_GUIDE.code, MOST]).await?;
    Ok(items.into_iter().map(|item| Guide { item }).collect())
}
