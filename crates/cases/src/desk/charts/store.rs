//! The SQL of the charts.

use platform::{Db, Fault, Time, params};
use serde::Deserialize;
use structure::{Scope, UnitId};

use crate::ids::CaseId;

/// A case as the charts read it.
#[derive(Clone, Debug, Deserialize)]
pub(super) struct Charted {
    pub id: CaseId,
    pub unit_id: UnitId,
    pub theme: String,
    pub title: String,
    pub body: String,
    pub holder: Vec<u8>,
    pub received_at: Time,
}

/// A stretch of the cases of a kind that came between two moments, within a reach.
pub(super) async fn charted(
    db: &Db,
    (kind, scope): (&str, &Scope),
    (from, until): (Time, Time),
    (after, limit): (CaseId, i64),
) -> Result<Vec<Charted>, Fault> {
    let mut params = params![kind, from, until, after, limit];
    let own = scope.unit_condition("unit_id", &mut params);
    let sql = format!(
        "SELECT id, unit_id, theme, title, body, holder, received_at FROM cases WHERE kind = $1 \
         AND received_at >= $2 AND received_at < $3 AND id > $4 AND {own} ORDER BY id LIMIT $5"
    );
    db.all(sql, params).await
}
