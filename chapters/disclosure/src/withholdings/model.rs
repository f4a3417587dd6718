//! What a withholding is, and what may be done with it in which state.

use platform::Time;
use serde::{Deserialize, Serialize};
use structure::{AccountId, ColumnId, UnitId};
use thiserror::Error;

use documents::ids::DocumentId;

use super::grounds::grounds;

platform::id_types! {
    /// A withholding 不予公开.
    WithholdingId,
}

/// Characters of a reason.
const MOST: usize = 1_000;

/// Where it stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum WithholdingState {
    /// The unit has said so; the portal office reads it.
    Proposed,
    /// The portal office agrees.
    Confirmed,
    /// The portal office does not: the document is to be published.
    Refused,
}

impl WithholdingState {
    /// As stored.
    pub const fn word(self) -> &'static str {
        match self {
            Self::Proposed => "proposed",
            Self::Confirmed => "confirmed",
            Self::Refused => "refused",
        }
    }

    /// Message key of its name.
    pub const fn key(self) -> &'static str {
        match self {
            Self::Proposed => "withholding-proposed",
            Self::Confirmed => "withholding-confirmed",
            Self::Refused => "withholding-refused",
        }
    }

    /// Its colour in lists.
    pub const fn tone(self) -> Option<&'static str> {
        match self {
            Self::Proposed => Some("progress"),
            Self::Confirmed => None,
            Self::Refused => Some("danger"),
        }
    }
}

/// A withholding.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
pub struct Withholding {
    /// Its id.
    pub id: WithholdingId,
    /// The document.
    pub document_id: DocumentId,
    /// The unit that answered for it then.
    pub unit_id: UnitId,
    /// Its home column then.
    pub column_id: ColumnId,
    /// The ground's word.
    pub ground: String,
    /// Why the ground holds here.
    pub reason: String,
    /// Who said so.
    pub proposed_by: AccountId,
    /// When.
    pub proposed_at: Time,
    /// Where it stands.
    pub state: WithholdingState,
    /// Who decided.
    pub decided_by: Option<AccountId>,
    /// When.
    pub decided_at: Option<Time>,
    /// What the portal office said.
    pub decision: String,
}

/// Why an act is refused.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Error)]
pub enum WithholdingRefusal {
    /// A ground of the list is needed.
    #[error("no such ground")]
    NoGround,
    /// Why the ground holds is needed.
    #[error("no reason was given")]
    NoReason,
    /// The reason is too long.
    #[error("the reason is too long")]
    TooLong,
    /// The document is public already.
    #[error("the document is live")]
    Live,
    /// It lies in the trash.
    #[error("the document is in the trash")]
    Trashed,
    /// It is withheld or proposed to be.
    #[error("the document has an open withholding")]
    Already,
    /// It has been decided.
    #[error("the withholding has been decided")]
    Decided,
    /// Nobody decides on their own proposal.
    #[error("one's own proposal")]
    Own,
    /// Who refuses says why.
    #[error("no words for the unit")]
    NoWords,
}

impl WithholdingRefusal {
    /// Message key.
    pub const fn key(self) -> &'static str {
        match self {
            Self::NoGround => "withholding-no-ground",
            Self::NoReason => "withholding-no-reason",
            Self::TooLong => "withholding-too-long",
            Self::Live => "withholding-live",
            Self::Trashed => "withholding-trashed",
            Self::Already => "withholding-already",
            Self::Decided => "withholding-decided",
            Self::Own => "withholding-own",
            Self::NoWords => "withholding-no-words",
        }
    }
}

/// What the portal office says.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Decision {
    /// The ground holds.
    Confirm,
    /// The document is to be published.
    Refuse,
}

impl Decision {
    /// Reads the form's word.
    pub fn parse(word: &str) -> Option<Self> {
        match word {
            "confirm" => Some(Self::Confirm),
            "refuse" => Some(Self::Refuse),
            _ => None,
        }
    }
}

/// A ground of the list with a reason that fits it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Grounded {
    /// The ground's word.
    pub ground: &'static str,
    /// Why it holds.
    pub reason: String,
}

impl Grounded {
    /// Reads what was typed; everything wrong with it at once, by field.
    pub fn read(
        ground: &str,
        reason: &str,
    ) -> Result<Self, Vec<(&'static str, WithholdingRefusal)>> {
        let known = grounds().iter().find(|one| one.word == ground);
        let reason = reason.trim();
        let mut wrong = Vec::new();
        if known.is_none() {
            wrong.push(("ground", WithholdingRefusal::NoGround));
        }
        if reason.is_empty() {
            wrong.push(("reason", WithholdingRefusal::NoReason));
        } else if reason.chars().count() > MOST {
            wrong.push(("reason", WithholdingRefusal::TooLong));
        }
        match known {
            Some(known) if wrong.is_empty() => {
                Ok(Self { ground: known.word.as_str(), reason: reason.to_owned() })
            }
            _ => Err(wrong),
        }
    }
}

impl Withholding {
    /// The same, decided.
    pub fn decided(
        mut self,
        by: AccountId,
        (decision, words): (Decision, &str),
        now: Time,
    ) -> Result<Self, WithholdingRefusal> {
        if self.state != WithholdingState::Proposed {
            return Err(WithholdingRefusal::Decided);
        }
        if self.proposed_by == by {
            return Err(WithholdingRefusal::Own);
        }
        let words = words.trim();
        if words.chars().count() > MOST {
            return Err(WithholdingRefusal::TooLong);
        }
        self.state = match decision {
            Decision::Confirm => WithholdingState::Confirmed,
            Decision::Refuse if words.is_empty() => return Err(WithholdingRefusal::NoWords),
            Decision::Refuse => WithholdingState::Refused,
        };
        self.decided_by = Some(by);
        self.decided_at = Some(now);
        words.clone_into(&mut self.decision);
        Ok(self)
    }
}
