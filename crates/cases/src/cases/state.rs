//! Where a case stands.

use serde::{Deserialize, Serialize};

/// The states, in the order of a life without detours.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum CaseState {
    /// It has come; nobody has taken it on.
    Received,
    /// A unit works on it.
    Accepted,
    /// The clock stands: the holder was asked something.
    Waiting,
    /// An answer waits for its review.
    InReview,
    /// The answer has left.
    Answered,
    /// Ended without an answer, for a stated reason.
    Closed,
}

impl CaseState {
    /// All, in order.
    pub const ALL: [Self; 6] = [
        Self::Received,
        Self::Accepted,
        Self::Waiting,
        Self::InReview,
        Self::Answered,
        Self::Closed,
    ];

    /// As stored and spelled in addresses.
    pub fn word(self) -> &'static str {
        match self {
            Self::Received => "received",
            Self::Accepted => "accepted",
            Self::Waiting => "waiting",
            Self::InReview => "in_review",
            Self::Answered => "answered",
            Self::Closed => "closed",
        }
    }

    /// Reads [`CaseState::word`].
    pub fn parse(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|state| state.word() == word)
    }

    /// Message key of its name.
    pub fn key(self) -> &'static str {
        match self {
            Self::Received => "case-state-received",
            Self::Accepted => "case-state-accepted",
            Self::Waiting => "case-state-waiting",
            Self::InReview => "case-state-in-review",
            Self::Answered => "case-state-answered",
            Self::Closed => "case-state-closed",
        }
    }

    /// Whether an office still owes something.
    pub fn is_open(self) -> bool {
        !matches!(self, Self::Answered | Self::Closed)
    }

    /// The tone of its badge.
    pub fn tone(self) -> Option<&'static str> {
        match self {
            Self::Received => Some("warn"),
            Self::Accepted | Self::InReview => Some("progress"),
            Self::Waiting => Some("guard"),
            Self::Answered => Some("good"),
            Self::Closed => None,
        }
    }
}
