//! What a publication is.

use platform::Time;
use serde::{Deserialize, Serialize};
use thiserror::Error;

use crate::ids::{DocumentId, PublicationId, RevisionId, SubmissionId};

/// A revision that was live for a time.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Publication {
    /// Its id.
    pub id: PublicationId,
    /// The document.
    pub document_id: DocumentId,
    /// The revision.
    pub revision_id: RevisionId,
    /// The submission that approved it; absent for imports.
    pub submission_id: Option<SubmissionId>,
    /// Who published, as the journal names them.
    pub published_by: String,
    /// Since when.
    pub published_at: Time,
    /// Until when.
    pub ended_at: Option<Time>,
    /// Why it ended.
    pub end_reason: Option<EndReason>,
}

/// Why a publication ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum EndReason {
    /// A newer revision took its place.
    Replaced,
    /// It was withdrawn.
    Withdrawn,
    /// Its time was over.
    Expired,
}

impl EndReason {
    /// As stored.
    pub fn word(self) -> &'static str {
        match self {
            Self::Replaced => "replaced",
            Self::Withdrawn => "withdrawn",
            Self::Expired => "expired",
        }
    }
}

/// Why an approved revision can't go out, or its time not be changed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Error)]
pub enum PublishRefusal {
    /// There is no approved revision.
    #[error("nothing is approved")]
    NotApproved,
    /// The time is past.
    #[error("the time is past")]
    TimePast,
    /// It would expire before it is published.
    #[error("expiry comes before publication")]
    ExpiryBeforePublication,
    /// It lies in the trash.
    #[error("the document is in the trash")]
    Trashed,
    /// Its column demands an interpretation, or a dated promise of one.
    #[error("the interpretation is missing")]
    InterpretationMissing,
    /// The policy that it explains is not live.
    #[error("the policy is not live")]
    PolicyNotLive,
}

impl PublishRefusal {
    /// Message key.
    pub fn key(self) -> &'static str {
        match self {
            Self::NotApproved => "publication-refused-not-approved",
            Self::TimePast => "publication-time-past",
            Self::ExpiryBeforePublication => "publication-expiry-before",
            Self::Trashed => "document-refused-trashed",
            Self::InterpretationMissing => "publication-refused-interpretation",
            Self::PolicyNotLive => "publication-refused-policy",
        }
    }
}
