//! The SQL of numbers: only what is counted, never who or what.

use platform::{Db, Fault, Time, params};
use serde::Deserialize;
use structure::{Scope, UnitId};

use crate::cases::CaseState;

/// A case as it counts.
#[derive(Clone, Debug, Deserialize)]
pub struct Figure {
    pub(in crate::publications) unit_id: UnitId,
    pub(in crate::publications) theme: String,
    pub(in crate::publications) state: CaseState,
    pub(in crate::publications) received_at: Time,
    pub(in crate::publications) accept_due: Time,
    pub(in crate::publications) answer_due: Option<Time>,
    pub(in crate::publications) answered_at: Option<Time>,
    pub(in crate::publications) rating: Option<i64>,
}

impl Figure {
    /// What is owed by when.
    pub(in crate::publications) fn due(&self) -> Option<Time> {
        match self.state {
            CaseState::Received => Some(self.accept_due),
            CaseState::Accepted | CaseState::InReview => self.answer_due,
            CaseState::Waiting | CaseState::Answered | CaseState::Closed => None,
        }
    }
}

const FIGURE: &str = "SELECT unit_id, theme, state, received_at, accept_due, answer_due, \
                      answered_at, rating FROM cases";

/// Cases of a kind that came since a moment.
pub async fn figures(db: &Db, kind: &str, since: Time) -> Result<Vec<Figure>, Fault> {
    db.all(format!("{FIGURE} WHERE kind = $1 AND received_at >= $2"), params![kind, since]).await
}

/// What units have in hand, and what they answered since a moment.
pub async fn open_figures(db: &Db, scope: &Scope, since: Time) -> Result<Vec<Figure>, Fault> {
    let mut params = params![since];
    let condition = scope.unit_condition("unit_id", &mut params);
    let sql = format!(
        "{FIGURE} WHERE (state IN ('received', 'accepted', 'waiting', 'in_review') OR \
         (state = 'answered' AND answered_at >= $1)) AND {condition}"
    );
    db.all(sql, params).await
}
