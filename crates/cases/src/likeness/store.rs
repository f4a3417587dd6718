//! The SQL of likeness: cases with their answers and what is published of them, and words of days.

use platform::{Db, Fault, Time, params};
use serde::Deserialize;
use structure::{Scope, UnitId};

use crate::cases::{CaseRecord, CaseState};
use crate::ids::CaseId;

/// A case as the index takes it in.
#[derive(Clone, Debug, Deserialize)]
pub(super) struct Indexed {
    pub id: CaseId,
    pub kind: String,
    pub receipt: String,
    pub site_id: structure::SiteId,
    pub unit_id: UnitId,
    pub theme: String,
    pub title: String,
    pub body: String,
    pub holder_mark: String,
    pub state: CaseState,
    pub received_at: Time,
    pub accepted_at: Option<Time>,
    pub merged_into: Option<CaseId>,
    pub reply: Option<String>,
    pub public_title: Option<String>,
    pub public_body: Option<String>,
    pub public_reply: Option<String>,
}

const INDEXED: &str = "SELECT c.id AS id, c.kind AS kind, c.receipt AS receipt, \
    c.site_id AS site_id, c.unit_id AS unit_id, c.theme AS theme, c.title AS title, \
    c.body AS body, c.holder_mark AS holder_mark, c.state AS state, \
    c.received_at AS received_at, c.accepted_at AS accepted_at, c.merged_into AS merged_into, \
    r.body AS reply, p.title AS public_title, p.body AS public_body, p.reply AS public_reply \
    FROM cases c LEFT JOIN replies r ON r.case_id = c.id AND r.state = 'delivered' \
    AND r.number = (SELECT MAX(number) FROM replies WHERE case_id = c.id AND state = 'delivered') \
    LEFT JOIN case_publications p ON p.case_id = c.id AND p.withdrawn_at IS NULL";

/// Cases by their ids.
pub(super) async fn indexed(db: &Db, ids: &[i64]) -> Result<Vec<Indexed>, Fault> {
    let ids = platform::db::id_list(ids.iter().copied());
    db.all(format!("{INDEXED} WHERE c.id @in($1)"), params![ids]).await
}

/// All cases, a stretch at a time.
pub(super) async fn indexed_after(db: &Db, after: i64, limit: i64) -> Result<Vec<Indexed>, Fault> {
    db.all(format!("{INDEXED} WHERE c.id > $1 ORDER BY c.id LIMIT $2"), params![after, limit]).await
}

/// The answer that left last, of several cases: by receipt number, only within a reach.
pub(super) async fn replies_of(
    db: &Db,
    receipts: &[String],
    scope: &Scope,
) -> Result<Vec<(CaseRecord, String)>, Fault> {
    let mut found = Vec::new();
    for receipt in receipts {
        let Some(record) = crate::cases::by_receipt(db, receipt).await? else { continue };
        if !scope.covers_unit(record.unit_id) || record.state != CaseState::Answered {
            continue;
        }
        if let Some(reply) = crate::replies::delivered(db, record.id).await? {
            found.push((record, reply.body));
        }
    }
    Ok(found)
}

/// What a case tells about its day.
#[derive(Clone, Debug, Deserialize)]
pub struct Told {
    /// The theme.
    pub theme: String,
    /// The title.
    pub title: String,
    /// The text.
    pub body: String,
    /// When it came.
    pub received_at: Time,
}

/// Cases that came between two moments, within a reach.
pub async fn told_between(
    db: &Db,
    (kind, scope): (&str, &Scope),
    (from, to): (Time, Time),
) -> Result<Vec<Told>, Fault> {
    let mut params = params![kind, from, to];
    let own = scope.unit_condition("unit_id", &mut params);
    let sql = format!(
        "SELECT theme, title, body, received_at FROM cases \
         WHERE kind = $1 AND received_at >= $2 AND received_at < $3 AND {own}"
    );
    db.all(sql, params).await
}
