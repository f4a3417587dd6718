//! What a unit's page counts.

use platform::{Db, Fault, params};
use structure::UnitId;

/// How many live documents a unit answers for.
pub async fn count_in_unit(db: &Db, unit: UnitId) -> Result<i64, Fault> {
    let sql = "SELECT COUNT(*) FROM documents WHERE unit_id = $1 AND live_revision_id IS NOT NULL";
    db.count_kept(sql, params![unit]).await
}
