//! When what is overdue goes to whom: the steps of escalation, in data.

use platform::{Actor, Db, Entry, Fault, Time, fields, params};
use serde::{Deserialize, Serialize};
use serde_json::json;
use structure::{AccountId, Right};

use crate::clocks::working_days_after;
use crate::ids::EscalationStepId;

/// Who is told.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Told {
    /// Whoever handles the unit's cases: its liaison 联络员.
    Handlers,
    /// Whoever reviews the unit's answers: its leader 分管领导.
    Reviewers,
    /// Whoever supervises: the portal office 区政府办公室.
    Supervisors,
}

impl Told {
    /// All, from below.
    pub const ALL: [Self; 3] = [Self::Handlers, Self::Reviewers, Self::Supervisors];

    /// As stored and spelled in forms.
    pub fn word(self) -> &'static str {
        match self {
            Self::Handlers => "handlers",
            Self::Reviewers => "reviewers",
            Self::Supervisors => "supervisors",
        }
    }

    /// Reads [`Told::word`].
    pub fn parse(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|told| told.word() == word)
    }

    /// The right by which they are known.
    pub fn right(self) -> Right {
        match self {
            Self::Handlers => Right::HandleCases,
            Self::Reviewers => Right::ReviewReplies,
            Self::Supervisors => Right::SuperviseCases,
        }
    }
}

/// A step.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
pub struct EscalationStep {
    /// Its id.
    pub id: EscalationStepId,
    /// 1 is the first.
    pub level: i64,
    /// Working days behind the deadline's day, after which it is taken.
    pub after_days: i64,
    /// Who is told.
    pub told: Told,
}

/// The steps with which a new instance begins: the unit at once, its leader a working day later, the
/// office after two.
const FIRST: [(i64, i64, Told); 3] =
    [(1, 0, Told::Handlers), (2, 1, Told::Reviewers), (3, 2, Told::Supervisors)];

/// All steps, in order.
pub async fn steps(db: &Db) -> Result<Vec<EscalationStep>, Fault> {
    let sql = "SELECT id, level, after_days, told FROM escalation_steps ORDER BY level";
    db.all(sql, params![]).await
}

/// Writes the first steps where there are none.
pub async fn ensure_first(db: &Db) -> Result<(), Fault> {
    if !steps(db).await?.is_empty() {
        return Ok(());
    }
    let first: Vec<(i64, Told)> = FIRST.iter().map(|(_, days, told)| (*days, *told)).collect();
    save(db, Actor::System, &first).await.map(|_| ())
}

/// Puts other steps in their place.
pub async fn save(db: &Db, actor: Actor, wanted: &[(i64, Told)]) -> Result<i64, Fault> {
    let old = steps(db).await?;
    let mut tx = db.begin().await?;
    for step in &old {
        tx.remove("escalation_steps", step.id).await?;
    }
    let mut last = EscalationStepId(0);
    for (level, (days, told)) in (1_i64..).zip(wanted) {
        last = EscalationStepId(db.next_id());
        let row = fields![
            "id" => last, "level" => level, "after_days" => *days, "told" => told.word(),
        ];
        tx.insert("escalation_steps", row).await?;
    }
    let days: Vec<i64> = wanted.iter().map(|(days, _)| *days).collect();
    let entry = Entry::new(actor, "escalation_step.changed", "escalation_step", last);
    tx.commit(entry.detail(json!({ "title": "", "days": days }))).await
}

/// Who changes them.
pub fn by(account: AccountId) -> Actor {
    Actor::Account(account.0)
}

/// The steps that a deadline has passed at a moment.
pub fn passed(steps: &[EscalationStep], due: Time, now: Time) -> Vec<&EscalationStep> {
    let over = |step: &&EscalationStep| {
        let days = u32::try_from(step.after_days).unwrap_or(0);
        now > if days == 0 { due } else { working_days_after(due, days) }
    };
    steps.iter().filter(over).collect()
}
