//! Steps, verdicts and signatures.

use platform::Time;
use serde::{Deserialize, Serialize};
use structure::{AccountId, Right};

use crate::ids::{DocumentId, ReviewId, RevisionId, SubmissionId};

/// A step of the review chain.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ReviewStep {
    /// 初审.
    First,
    /// 复审.
    Second,
    /// 终审.
    Final,
    /// 保密审查.
    Confidentiality,
}

impl ReviewStep {
    /// All steps in order.
    pub const ALL: &'static [Self] =
        &[Self::First, Self::Second, Self::Final, Self::Confidentiality];

    /// As stored and spelled in forms.
    pub fn word(self) -> &'static str {
        match self {
            Self::First => "first",
            Self::Second => "second",
            Self::Final => "final",
            Self::Confidentiality => "confidentiality",
        }
    }

    /// Reads [`ReviewStep::word`].
    pub fn parse(word: &str) -> Option<Self> {
        Self::ALL.iter().copied().find(|step| step.word() == word)
    }

    /// The right that signs it.
    pub fn right(self) -> Right {
        match self {
            Self::First => Right::ReviewFirst,
            Self::Second => Right::ReviewSecond,
            Self::Final => Right::ReviewFinal,
            Self::Confidentiality => Right::ReviewConfidentiality,
        }
    }

    /// Message key of its name.
    pub fn key(self) -> &'static str {
        match self {
            Self::First => "review-step-first",
            Self::Second => "review-step-second",
            Self::Final => "review-step-final",
            Self::Confidentiality => "review-step-confidentiality",
        }
    }
}

/// What a reviewer found.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Verdict {
    /// 同意.
    Passed,
    /// 退稿.
    Returned,
    /// 存疑: the secrecy bureau must decide.
    Doubtful,
}

impl Verdict {
    /// As stored and spelled in forms.
    pub fn word(self) -> &'static str {
        match self {
            Self::Passed => "passed",
            Self::Returned => "returned",
            Self::Doubtful => "doubtful",
        }
    }

    /// Reads [`Verdict::word`].
    pub fn parse(word: &str) -> Option<Self> {
        [Self::Passed, Self::Returned, Self::Doubtful]
            .into_iter()
            .find(|verdict| verdict.word() == word)
    }

    /// Message key of its name.
    pub fn key(self) -> &'static str {
        match self {
            Self::Passed => "review-verdict-passed",
            Self::Returned => "review-verdict-returned",
            Self::Doubtful => "review-verdict-doubtful",
        }
    }
}

/// A passed step: who signed which digest when.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Signature {
    /// The step.
    pub step: ReviewStep,
    /// Who signed.
    pub signer: AccountId,
    /// The digest that was signed.
    pub digest: String,
    /// When.
    pub signed_at: Time,
}

/// A review as it is stored.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Review {
    /// Its id.
    pub id: ReviewId,
    /// The submission.
    pub submission_id: SubmissionId,
    /// The document.
    pub document_id: DocumentId,
    /// The revision that was read.
    pub revision_id: RevisionId,
    /// The step.
    pub step: ReviewStep,
    /// Who.
    pub reviewer_id: AccountId,
    /// What they found.
    pub verdict: Verdict,
    /// What they said.
    pub comment: String,
    /// The digest they signed.
    pub digest: String,
    /// When.
    pub signed_at: Time,
}

impl Review {
    /// The signature that a passed review is.
    pub fn signature(&self) -> Option<Signature> {
        (self.verdict == Verdict::Passed).then(|| Signature {
            step: self.step,
            signer: self.reviewer_id,
            digest: self.digest.clone(),
            signed_at: self.signed_at,
        })
    }
}
