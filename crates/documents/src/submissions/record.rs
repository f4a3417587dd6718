//! A submission as it is stored, and the one place where its state becomes a type.

use std::collections::BTreeSet;

use platform::Time;
use serde::{Deserialize, Serialize};
use structure::AccountId;
use thiserror::Error;

use super::chain::Chain;
use super::model::{
    Approved, Basis, Emergency, Facts, InReview, Published, Recalled, Referred, Returned,
    Submission,
};
use crate::ids::{DocumentId, RevisionId, SubmissionId};
use crate::reviews::{Review, ReviewStep, Signature};

/// The states' names.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum SubmissionState {
    /// Reviewers read it.
    InReview,
    /// The secrecy bureau has it.
    Referred,
    /// It was sent back.
    Returned,
    /// Its author took it back.
    Recalled,
    /// Every step is signed; it waits for its time.
    Approved,
    /// It went out.
    Published,
}

impl SubmissionState {
    /// As stored.
    pub fn word(self) -> &'static str {
        match self {
            Self::InReview => "in_review",
            Self::Referred => "referred",
            Self::Returned => "returned",
            Self::Recalled => "recalled",
            Self::Approved => "approved",
            Self::Published => "published",
        }
    }
}

/// A row of `submissions`, with the digest of its revision.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct SubmissionRecord {
    /// Its id.
    pub id: SubmissionId,
    /// The document.
    pub document_id: DocumentId,
    /// The revision.
    pub revision_id: RevisionId,
    /// The revision's digest.
    pub digest: String,
    /// Who submitted it; absent when a unit's own system did.
    pub submitter_id: Option<AccountId>,
    /// Who wrote what is new in it.
    pub authors: Vec<AccountId>,
    /// When.
    pub submitted_at: Time,
    /// The steps to pass.
    pub chain: Chain,
    /// The step that is due, for the desk's query.
    pub next_step: Option<ReviewStep>,
    /// Where it stands.
    pub state: SubmissionState,
    /// What the submitter said.
    pub note: String,
    /// Not to be published before.
    pub publish_at: Option<Time>,
    /// To be taken down then.
    pub expire_at: Option<Time>,
    /// Why it could not wait for the reviews.
    pub emergency_reason: Option<String>,
    /// Who published it in an emergency.
    pub emergency_by: Option<AccountId>,
    /// When.
    pub emergency_at: Option<Time>,
    /// When the second signature is due.
    pub emergency_due: Option<Time>,
    /// Who gave it.
    pub emergency_signed_by: Option<AccountId>,
    /// When.
    pub emergency_signed_at: Option<Time>,
}

/// A submission in whichever state it is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum AnySubmission {
    /// See [`InReview`].
    InReview(Submission<InReview>),
    /// See [`Referred`].
    Referred(Submission<Referred>),
    /// See [`Returned`].
    Returned(Submission<Returned>),
    /// See [`Recalled`].
    Recalled(Submission<Recalled>),
    /// See [`Approved`].
    Approved(Submission<Approved>),
    /// See [`Published`].
    Published(Submission<Published>),
}

/// What is stored contradicts the rules: somebody changed it behind the program's back.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Error)]
pub enum Broken {
    /// Signatures don't follow the chain.
    #[error("the signatures don't follow the chain")]
    Signatures,
    /// It claims to be approved without every signature.
    #[error("approved without every signature")]
    NotComplete,
}

impl SubmissionRecord {
    /// The submission as a type, from its row and its reviews in order of time.
    pub fn any(self, reviews: &[Review]) -> Result<AnySubmission, Broken> {
        let signatures: Vec<Signature> = reviews.iter().filter_map(Review::signature).collect();
        let steps = self.chain.steps().iter().copied();
        let in_order = signatures
            .iter()
            .map(|signature| signature.step)
            .eq(steps.clone().take(signatures.len()));
        if !in_order || signatures.iter().any(|signature| signature.digest != self.digest) {
            return Err(Broken::Signatures);
        }
        let complete = signatures.len() == self.chain.steps().len();
        let state = self.state;
        let emergency = self.emergency();
        let facts = self.facts();
        Ok(match state {
            SubmissionState::InReview => {
                AnySubmission::InReview(Submission { facts, state: InReview { signatures } })
            }
            SubmissionState::Referred => {
                AnySubmission::Referred(Submission { facts, state: Referred { signatures } })
            }
            SubmissionState::Returned => {
                AnySubmission::Returned(Submission { facts, state: Returned })
            }
            SubmissionState::Recalled => {
                AnySubmission::Recalled(Submission { facts, state: Recalled })
            }
            SubmissionState::Approved if complete => {
                AnySubmission::Approved(Submission { facts, state: Approved { signatures } })
            }
            SubmissionState::Published => {
                let basis = match emergency {
                    Some(emergency) => Basis::Emergency(emergency),
                    None if complete => Basis::Signatures(signatures),
                    None => return Err(Broken::NotComplete),
                };
                AnySubmission::Published(Submission { facts, state: Published { basis } })
            }
            SubmissionState::Approved => return Err(Broken::NotComplete),
        })
    }

    /// The emergency under which it went out, if it did.
    pub fn emergency(&self) -> Option<Emergency> {
        Some(Emergency {
            reason: self.emergency_reason.clone()?,
            by: self.emergency_by?,
            at: self.emergency_at?,
            due: self.emergency_due?,
            signed: self.emergency_signed_by.zip(self.emergency_signed_at),
        })
    }

    fn facts(self) -> Facts {
        Facts {
            id: self.id,
            document_id: self.document_id,
            revision_id: self.revision_id,
            digest: self.digest,
            submitter: self.submitter_id,
            authors: self.authors.into_iter().collect::<BTreeSet<_>>(),
            chain: self.chain,
            publish_at: self.publish_at,
            expire_at: self.expire_at,
        }
    }
}
