//! The SQL of parts, and of what is overdue.

use platform::{Db, Fault, Time, Tx, params};

use super::assists::Assist;
use crate::cases::CaseRecord;
use crate::cases::store::SELECT as CASE;
use crate::ids::{AssistId, CaseId};

const ASSIST: &str = "SELECT id, case_id, unit_id, question, asked_by, asked_at, answer, \
                      answered_by, answered_at FROM case_assists";

pub(super) async fn assists_of(db: &Db, case: CaseId) -> Result<Vec<Assist>, Fault> {
    db.all(format!("{ASSIST} WHERE case_id = $1 ORDER BY id"), params![case]).await
}

pub(super) async fn assist_in(tx: &mut Tx, id: AssistId) -> Result<Option<Assist>, Fault> {
    tx.opt(format!("{ASSIST} WHERE id = $1 @lock"), params![id]).await
}

/// Cases for which something is owed before a moment, oldest first.
pub(super) async fn owed_before(
    db: &Db,
    (after, until): (CaseId, Time),
    limit: i64,
) -> Result<Vec<CaseRecord>, Fault> {
    let sql = format!(
        "{CASE} WHERE id > $1 AND ((state = 'received' AND accept_due < $2) OR \
         (state IN ('accepted', 'in_review') AND answer_due < $2) OR follow_up_due < $2) \
         ORDER BY id LIMIT $3"
    );
    db.all(sql, params![after, until, limit]).await
}
