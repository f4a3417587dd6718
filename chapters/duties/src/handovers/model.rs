//! What passes from one person to another, and the receipt of it.

use platform::Time;
use serde::{Deserialize, Serialize};
use structure::{AccountId, UnitId};

platform::id_types! {
    /// A hand-over.
    HandoverId,
}

/// What kind of open work it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Work {
    /// A draft that was not handed in.
    Draft,
    /// A document that came back.
    Returned,
    /// A review that was taken in hand.
    Claim,
    /// A case that the unit must answer.
    Case,
    /// A finding of an inspection that the unit must mend.
    Finding,
}

impl Work {
    /// Message key of its name.
    pub fn key(self) -> &'static str {
        match self {
            Self::Draft => "handover-draft",
            Self::Returned => "handover-returned",
            Self::Claim => "handover-claim",
            Self::Case => "handover-case",
            Self::Finding => "handover-finding",
        }
    }
}

/// One piece of open work.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Piece {
    /// Its kind.
    pub work: Work,
    /// Where it lies in the console.
    pub url: String,
    /// Its title.
    pub title: String,
    /// Message key of why it did not simply pass; absent: it passed.
    #[serde(default)]
    pub why: Option<String>,
}

impl Piece {
    /// Work that is the unit's, not a person's: whoever has the right finds it on their desk.
    pub fn of_unit(work: Work, url: String, title: String) -> Self {
        Self { work, url, title, why: Some("handover-of-unit".to_owned()) }
    }

    /// Whether it stays with the unit.
    pub fn stays(&self) -> bool {
        matches!(self.work, Work::Case | Work::Finding)
    }
}

/// A receipt.
#[derive(Clone, Debug, Deserialize)]
pub struct Handover {
    /// Its id.
    pub id: HandoverId,
    /// The unit.
    pub unit_id: UnitId,
    /// From whom.
    pub from_account_id: AccountId,
    /// To whom.
    pub to_account_id: AccountId,
    /// Who did it.
    pub done_by: AccountId,
    /// When.
    pub done_at: Time,
    /// What passed.
    pub items: Vec<Piece>,
}
