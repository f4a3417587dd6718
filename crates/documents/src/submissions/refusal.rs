//! Why an act on a submission is refused.

use thiserror::Error;

/// Why a document can't be submitted.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Error)]
pub enum SubmitRefusal {
    /// It is under way already.
    #[error("the document is under review")]
    UnderWay,
    /// The newest revision is live; there is nothing to review.
    #[error("nothing has changed since publication")]
    NothingNew,
    /// It lies in the trash.
    #[error("the document is in the trash")]
    Trashed,
    /// The column is closed.
    #[error("the column is closed")]
    ColumnClosed,
    /// Publication was asked for a time that is past.
    #[error("the publication time is past")]
    TimePast,
    /// It would expire before it is published.
    #[error("expiry comes before publication")]
    ExpiryBeforePublication,
    /// The newest revision is not the one the submitter saw.
    #[error("the document was changed meanwhile")]
    Changed,
}

impl SubmitRefusal {
    /// Message key.
    pub fn key(self) -> &'static str {
        match self {
            Self::UnderWay => "submission-under-way",
            Self::NothingNew => "submission-nothing-new",
            Self::Trashed => "document-refused-trashed",
            Self::ColumnClosed => "submission-column-closed",
            Self::TimePast => "publication-time-past",
            Self::ExpiryBeforePublication => "publication-expiry-before",
            Self::Changed => "document-refused-changed",
        }
    }
}

/// Why a signature is refused.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Error)]
pub enum SignRefusal {
    /// Who submitted can't review.
    #[error("the signer submitted it")]
    OwnSubmission,
    /// Who wrote can't review.
    #[error("the signer wrote it")]
    OwnWork,
    /// Nobody signs two steps.
    #[error("the signer has signed another step")]
    SignedAlready,
    /// What was read is not what would be signed.
    #[error("the digest is not that of the submitted revision")]
    DigestChanged,
    /// Another step is due.
    #[error("another step is due")]
    OutOfOrder,
    /// The column's chain doesn't know this step.
    #[error("the step is not in the chain")]
    NotInChain,
    /// It is no longer (or not yet) in review.
    #[error("the submission is not in review")]
    NotInReview,
    /// Sending back and doubting need a reason.
    #[error("a reason is needed")]
    ReasonMissing,
}

impl SignRefusal {
    /// Message key.
    pub fn key(self) -> &'static str {
        match self {
            Self::OwnSubmission => "review-refused-own-submission",
            Self::OwnWork => "review-refused-own-work",
            Self::SignedAlready => "review-refused-signed-already",
            Self::DigestChanged => "review-refused-digest",
            Self::OutOfOrder => "review-refused-order",
            Self::NotInChain => "review-refused-not-in-chain",
            Self::NotInReview => "review-refused-not-in-review",
            Self::ReasonMissing => "review-refused-reason",
        }
    }
}

/// Why a submission can't be recalled.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Error)]
pub enum RecallRefusal {
    /// The secrecy bureau has it; it waits.
    #[error("the secrecy bureau has it")]
    Referred,
    /// It is over.
    #[error("the submission is over")]
    Over,
    /// Only who submitted it, or who wrote it, recalls it.
    #[error("somebody else submitted it")]
    NotYours,
}

impl RecallRefusal {
    /// Message key.
    pub fn key(self) -> &'static str {
        match self {
            Self::Referred => "recall-refused-referred",
            Self::Over => "recall-refused-over",
            Self::NotYours => "recall-refused-not-yours",
        }
    }
}

/// Why an emergency publication or its second signature is refused.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Error)]
pub enum EmergencyRefusal {
    /// It needs a reason.
    #[error("a reason is needed")]
    ReasonMissing,
    /// The secrecy bureau has it; nothing overrides that.
    #[error("the secrecy bureau has it")]
    Referred,
    /// The secrecy bureau has decided that it is secret.
    #[error("the secrecy bureau has decided that it is secret")]
    Secret,
    /// The newest revision is live.
    #[error("the newest revision is live")]
    NothingNew,
    /// It lies in the trash.
    #[error("the document is in the trash")]
    Trashed,
    /// No emergency publication waits for a signature.
    #[error("nothing waits for a second signature")]
    NotOpen,
    /// The second signature must be another person's.
    #[error("the signer published it")]
    SamePerson,
    /// Who wrote or submitted it can't sign.
    #[error("the signer wrote or submitted it")]
    OwnWork,
    /// What was read is not what is live.
    #[error("the digest is not that of the live revision")]
    DigestChanged,
}

impl EmergencyRefusal {
    /// Message key.
    pub fn key(self) -> &'static str {
        match self {
            Self::ReasonMissing => "emergency-refused-reason",
            Self::Referred => "emergency-refused-referred",
            Self::Secret => "emergency-refused-secret",
            Self::NothingNew => "submission-nothing-new",
            Self::Trashed => "document-refused-trashed",
            Self::NotOpen => "emergency-refused-not-open",
            Self::SamePerson => "emergency-refused-same-person",
            Self::OwnWork => "emergency-refused-own-work",
            Self::DigestChanged => "review-refused-digest",
        }
    }
}
