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
}

impl Work {
    /// Message key of its name.
    pub fn key(self) -> &'static str {
        match self {
            Self::Draft => "handover-draft",
            Self::Returned => "handover-returned",
            Self::Claim => "handover-claim",
        }
    }
}

/// One piece of open work.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Piece {
    /// Its kind.
    pub work: Work,
    /// The document's code.
    pub key: String,
    /// Its title.
    pub title: String,
    /// Why it went back to the heap instead of passing; absent: it passed.
    #[serde(default)]
    pub why: Option<String>,
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
