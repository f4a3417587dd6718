//! A step: so many working days behind the deadline these people are told.

use platform::Time;
use serde::{Deserialize, Serialize};
use structure::Right;

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
pub(super) const FIRST: [(i64, i64, Told); 3] =
    [(1, 0, Told::Handlers), (2, 1, Told::Reviewers), (3, 2, Told::Supervisors)];

/// The steps that a deadline has passed at a moment.
pub fn passed(steps: &[EscalationStep], due: Time, now: Time) -> Vec<&EscalationStep> {
    let over = |step: &&EscalationStep| {
        let days = u32::try_from(step.after_days).unwrap_or(0);
        now > if days == 0 { due } else { working_days_after(due, days) }
    };
    steps.iter().filter(over).collect()
}
