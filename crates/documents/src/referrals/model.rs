//! What the secrecy bureau is asked and answers.

use platform::Time;
use serde::{Deserialize, Serialize};
use structure::AccountId;
use thiserror::Error;

use crate::ids::{DocumentId, ReferralId, SubmissionId};

/// What the bureau decided.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Decision {
    /// Nothing secret: the reviews go on.
    Clear,
    /// Secret: it is sent back and does not go out.
    Secret,
}

impl Decision {
    /// As stored and spelled in forms.
    pub fn word(self) -> &'static str {
        match self {
            Self::Clear => "clear",
            Self::Secret => "secret",
        }
    }

    /// Reads [`Decision::word`].
    pub fn parse(word: &str) -> Option<Self> {
        [Self::Clear, Self::Secret].into_iter().find(|decision| decision.word() == word)
    }

    /// Message key of its name.
    pub fn key(self) -> &'static str {
        match self {
            Self::Clear => "referral-decision-clear",
            Self::Secret => "referral-decision-secret",
        }
    }
}

/// A referral as it is stored.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Referral {
    /// Its id.
    pub id: ReferralId,
    /// The submission that waits.
    pub submission_id: SubmissionId,
    /// The document.
    pub document_id: DocumentId,
    /// Who doubted.
    pub referred_by: AccountId,
    /// When.
    pub referred_at: Time,
    /// What they doubted.
    pub reason: String,
    /// Who decided.
    pub decided_by: Option<AccountId>,
    /// When.
    pub decided_at: Option<Time>,
    /// What.
    pub decision: Option<Decision>,
    /// What the bureau said.
    pub comment: String,
}

/// Why a decision is refused.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Error)]
pub enum ReferralRefusal {
    /// There is no such referral.
    #[error("no such referral")]
    Missing,
    /// It is decided already.
    #[error("the referral is decided")]
    Decided,
    /// "Secret" needs words.
    #[error("a reason is needed")]
    ReasonMissing,
    /// Who wrote, submitted or doubted it doesn't decide.
    #[error("the referral is about one's own work")]
    OwnWork,
}

impl ReferralRefusal {
    /// Message key.
    pub fn key(self) -> &'static str {
        match self {
            Self::Missing => "referral-refused-missing",
            Self::Decided => "referral-refused-decided",
            Self::ReasonMissing => "referral-refused-reason",
            Self::OwnWork => "referral-refused-own-work",
        }
    }
}

impl Referral {
    /// Why this person can't decide so, if so. `own_work`: they wrote or submitted it.
    pub fn may_decide(
        &self,
        decider: AccountId,
        own_work: bool,
        (decision, comment): (Decision, &str),
    ) -> Result<(), ReferralRefusal> {
        if self.decided_at.is_some() {
            return Err(ReferralRefusal::Decided);
        }
        if own_work || decider == self.referred_by {
            return Err(ReferralRefusal::OwnWork);
        }
        if decision == Decision::Secret && comment.trim().is_empty() {
            return Err(ReferralRefusal::ReasonMissing);
        }
        Ok(())
    }
}
