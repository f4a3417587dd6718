//! What a withdrawal says.

use platform::Time;
use serde::{Deserialize, Serialize};
use thiserror::Error;

use crate::ids::{DocumentId, WithdrawalId};
use crate::kinds::is_web_address;

/// What the public sees where the document was.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Outcome {
    /// It is gone: 410.
    #[default]
    Gone,
    /// It is elsewhere: a redirect.
    Moved,
    /// A notice says why.
    Notice,
}

impl Outcome {
    /// As stored and spelled in forms.
    pub fn word(self) -> &'static str {
        match self {
            Self::Gone => "gone",
            Self::Moved => "moved",
            Self::Notice => "notice",
        }
    }
}

/// What a clerk fills in.
#[derive(Clone, Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(default)]
pub struct WithdrawForm {
    /// Why.
    pub reason: String,
    /// What the public sees.
    pub outcome: Outcome,
    /// Where it is now, for [`Outcome::Moved`].
    pub moved_url: String,
    /// What the notice says, for [`Outcome::Notice`].
    pub notice_text: String,
    /// Whether what explains it goes with it (article 21).
    pub with_interpretations: bool,
}

/// A withdrawal as it is stored.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Withdrawal {
    /// Its id.
    pub id: WithdrawalId,
    /// The document.
    pub document_id: DocumentId,
    /// Why.
    pub reason: String,
    /// What the public sees.
    pub outcome: Outcome,
    /// Where it is now.
    pub moved_url: String,
    /// What the notice says.
    pub notice_text: String,
    /// Who, as the journal names them.
    pub withdrawn_by: String,
    /// When.
    pub withdrawn_at: Time,
    /// When the document was live again.
    pub lifted_at: Option<Time>,
}

/// Why a withdrawal is refused.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Error)]
pub enum WithdrawRefusal {
    /// It needs a reason.
    #[error("a reason is needed")]
    ReasonMissing,
    /// Moved, but whither?
    #[error("the new address is needed")]
    AddressMissing,
    /// A notice without words.
    #[error("the notice is empty")]
    NoticeMissing,
    /// It is not live.
    #[error("the document is not live")]
    NotLive,
    /// It is not withdrawn.
    #[error("the document is not withdrawn")]
    NotWithdrawn,
    /// A newer revision is being written or reviewed.
    #[error("a newer revision is under way")]
    NewerUnderWay,
}

impl WithdrawRefusal {
    /// Message key.
    pub fn key(self) -> &'static str {
        match self {
            Self::ReasonMissing => "withdrawal-refused-reason",
            Self::AddressMissing => "withdrawal-refused-address",
            Self::NoticeMissing => "withdrawal-refused-notice",
            Self::NotLive => "document-refused-not-live",
            Self::NotWithdrawn => "withdrawal-refused-not-withdrawn",
            Self::NewerUnderWay => "withdrawal-refused-newer",
        }
    }

    /// The field of the form it is about.
    pub fn field(self) -> Option<&'static str> {
        match self {
            Self::ReasonMissing => Some("reason"),
            Self::AddressMissing => Some("moved_url"),
            Self::NoticeMissing => Some("notice_text"),
            Self::NotLive | Self::NotWithdrawn | Self::NewerUnderWay => None,
        }
    }
}

impl WithdrawForm {
    /// Everything wrong with the form at once.
    pub fn problems(&self) -> Vec<WithdrawRefusal> {
        let moved_nowhere = self.outcome == Outcome::Moved && !is_web_address(&self.moved_url);
        let wordless = self.outcome == Outcome::Notice && self.notice_text.trim().is_empty();
        [
            (self.reason.trim().is_empty(), WithdrawRefusal::ReasonMissing),
            (moved_nowhere, WithdrawRefusal::AddressMissing),
            (wordless, WithdrawRefusal::NoticeMissing),
        ]
        .into_iter()
        .filter_map(|(wrong, refusal)| wrong.then_some(refusal))
        .collect()
    }
}
