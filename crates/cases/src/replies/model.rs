//! An answer and its review.

use platform::Time;
use serde::{Deserialize, Serialize};
use structure::{AccountId, UnitId};

use crate::ids::{CaseId, ReplyId};
use crate::stopped::CaseRefusal;

/// Where an answer stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ReplyState {
    /// It waits for its review.
    Proposed,
    /// It went back.
    Returned,
    /// It left.
    Delivered,
}

impl ReplyState {
    /// As stored.
    pub fn word(self) -> &'static str {
        match self {
            Self::Proposed => "proposed",
            Self::Returned => "returned",
            Self::Delivered => "delivered",
        }
    }

    /// Message key of its name.
    pub fn key(self) -> &'static str {
        match self {
            Self::Proposed => "reply-state-proposed",
            Self::Returned => "reply-state-returned",
            Self::Delivered => "reply-state-delivered",
        }
    }
}

/// What a reviewer says.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Verdict {
    /// It leaves.
    Passed,
    /// It goes back.
    Returned,
}

impl Verdict {
    /// As spelled in forms.
    pub fn parse(word: &str) -> Option<Self> {
        match word {
            "passed" => Some(Self::Passed),
            "returned" => Some(Self::Returned),
            _ => None,
        }
    }
}

/// An answer, or an attempt at one.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
pub struct Reply {
    /// Its id.
    pub id: ReplyId,
    /// The case.
    pub case_id: CaseId,
    /// Its number within the case, from 1.
    pub number: i64,
    /// The unit that answers.
    pub unit_id: UnitId,
    /// The text.
    pub body: String,
    /// Who wrote it.
    pub author_id: AccountId,
    /// When.
    pub written_at: Time,
    /// Where it stands.
    pub state: ReplyState,
    /// Who reviewed it.
    pub reviewer_id: Option<AccountId>,
    /// When.
    pub reviewed_at: Option<Time>,
    /// What they said.
    pub comment: String,
}

impl Reply {
    /// Why this person can't decide so, if so.
    pub fn may_review(
        &self,
        reviewer: AccountId,
        (verdict, comment): (Verdict, &str),
    ) -> Result<(), CaseRefusal> {
        if self.state != ReplyState::Proposed {
            return Err(CaseRefusal::State);
        }
        if reviewer == self.author_id {
            return Err(CaseRefusal::OwnReply);
        }
        if verdict == Verdict::Returned && comment.trim().is_empty() {
            return Err(CaseRefusal::Words);
        }
        Ok(())
    }
}
