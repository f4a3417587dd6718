//! A submission and its states as types: what can't be done in a state doesn't compile.
//!
//! ```compile_fail
//! fn sneak(doubtful: documents::submissions::Submission<documents::submissions::Referred>) {
//!     // A referred submission waits for the secrecy bureau; it has no `publish`.
//!     doubtful.publish();
//! }
//! ```

use std::collections::BTreeSet;

use platform::Time;
use structure::AccountId;

use super::chain::Chain;
use super::refusal::{EmergencyRefusal, RecallRefusal, SignRefusal};
use crate::ids::{DocumentId, RevisionId, SubmissionId};
use crate::reviews::{ReviewStep, Signature};

/// What is true of a submission in every state.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Facts {
    /// Its id.
    pub id: SubmissionId,
    /// The document.
    pub document_id: DocumentId,
    /// The revision that is reviewed.
    pub revision_id: RevisionId,
    /// Digest of that revision.
    pub digest: String,
    /// Who submitted it; absent when a unit's own system did.
    pub submitter: Option<AccountId>,
    /// Everybody who wrote what is new in it.
    pub authors: BTreeSet<AccountId>,
    /// The steps to pass.
    pub chain: Chain,
    /// Not to be published before.
    pub publish_at: Option<Time>,
    /// To be taken down then.
    pub expire_at: Option<Time>,
}

impl Facts {
    /// Whether the account wrote or submitted it.
    pub fn is_work_of(&self, account: AccountId) -> bool {
        self.submitter == Some(account) || self.authors.contains(&account)
    }

    /// Whether the account may take it back: it is theirs, or nobody's.
    pub fn may_recall(&self, account: AccountId) -> Result<(), RecallRefusal> {
        let nobodys = self.submitter.is_none() && self.authors.is_empty();
        if nobodys || self.is_work_of(account) { Ok(()) } else { Err(RecallRefusal::NotYours) }
    }
}

/// A submission in a state.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Submission<S> {
    /// What doesn't change.
    pub facts: Facts,
    pub(super) state: S,
}

/// Reviewers read it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct InReview {
    pub(super) signatures: Vec<Signature>,
}

/// The secrecy bureau has it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Referred {
    pub(super) signatures: Vec<Signature>,
}

/// Every step is signed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Approved {
    pub(super) signatures: Vec<Signature>,
}

/// It went out.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Published {
    pub(super) basis: Basis,
}

/// It was sent back.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Returned;

/// Its author took it back.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Recalled;

/// What a publication rests on.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Basis {
    /// A signature for every step of the chain.
    Signatures(Vec<Signature>),
    /// A reason, and a second signature within a set time.
    Emergency(Emergency),
}

/// An emergency publication.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Emergency {
    /// Why it could not wait.
    pub reason: String,
    /// Who published.
    pub by: AccountId,
    /// When.
    pub at: Time,
    /// When the second signature is due.
    pub due: Time,
    /// The second signature.
    pub signed: Option<(AccountId, Time)>,
}

/// What a signature leads to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Signed {
    /// More steps are to come.
    Further(Submission<InReview>),
    /// It was the last one.
    Complete(Submission<Approved>),
}

impl Submission<InReview> {
    /// A new submission, no step passed.
    pub fn new(facts: Facts) -> Self {
        Self { facts, state: InReview { signatures: Vec::new() } }
    }

    /// The signatures so far.
    pub fn signatures(&self) -> &[Signature] {
        &self.state.signatures
    }

    /// The step that is due.
    pub fn due_step(&self) -> Option<ReviewStep> {
        self.facts.chain.next_after(self.state.signatures.len())
    }

    /// Why this person can't act on this step, if so.
    pub fn may_sign(&self, step: ReviewStep, signer: AccountId) -> Result<(), SignRefusal> {
        if !self.facts.chain.contains(step) {
            return Err(SignRefusal::NotInChain);
        }
        if self.due_step() != Some(step) {
            return Err(SignRefusal::OutOfOrder);
        }
        if self.facts.submitter == Some(signer) {
            return Err(SignRefusal::OwnSubmission);
        }
        if self.facts.authors.contains(&signer) {
            return Err(SignRefusal::OwnWork);
        }
        if self.state.signatures.iter().any(|signature| signature.signer == signer) {
            return Err(SignRefusal::SignedAlready);
        }
        Ok(())
    }

    /// The same, and what was read is what was submitted.
    fn may_act(
        &self,
        step: ReviewStep,
        signer: AccountId,
        digest: &str,
    ) -> Result<(), SignRefusal> {
        self.may_sign(step, signer)?;
        if digest == self.facts.digest { Ok(()) } else { Err(SignRefusal::DigestChanged) }
    }

    /// Signs the step that is due.
    pub fn sign(
        mut self,
        step: ReviewStep,
        signer: AccountId,
        digest: &str,
        now: Time,
    ) -> Result<Signed, SignRefusal> {
        self.may_act(step, signer, digest)?;
        let digest = digest.to_owned();
        self.state.signatures.push(Signature { step, signer, digest, signed_at: now });
        if self.due_step().is_some() {
            return Ok(Signed::Further(self));
        }
        let state = Approved { signatures: self.state.signatures };
        Ok(Signed::Complete(Submission { facts: self.facts, state }))
    }

    /// Sends it back with a reason.
    pub fn send_back(
        self,
        step: ReviewStep,
        signer: AccountId,
        digest: &str,
        reason: &str,
    ) -> Result<Submission<Returned>, SignRefusal> {
        self.may_act(step, signer, digest)?;
        if reason.trim().is_empty() {
            return Err(SignRefusal::ReasonMissing);
        }
        Ok(Submission { facts: self.facts, state: Returned })
    }

    /// Asks the secrecy bureau; until it answers the submission waits.
    pub fn refer(
        self,
        step: ReviewStep,
        signer: AccountId,
        digest: &str,
        reason: &str,
    ) -> Result<Submission<Referred>, SignRefusal> {
        self.may_act(step, signer, digest)?;
        if reason.trim().is_empty() {
            return Err(SignRefusal::ReasonMissing);
        }
        let state = Referred { signatures: self.state.signatures };
        Ok(Submission { facts: self.facts, state })
    }

    /// Takes it back.
    pub fn recall(self, by: AccountId) -> Result<Submission<Recalled>, RecallRefusal> {
        self.facts.may_recall(by)?;
        Ok(Submission { facts: self.facts, state: Recalled })
    }

    /// Publishes before the reviews are complete.
    pub fn publish_in_emergency(
        self,
        emergency: Emergency,
    ) -> Result<Submission<Published>, EmergencyRefusal> {
        if emergency.reason.trim().is_empty() {
            return Err(EmergencyRefusal::ReasonMissing);
        }
        let state = Published { basis: Basis::Emergency(emergency) };
        Ok(Submission { facts: self.facts, state })
    }
}

impl Submission<Referred> {
    /// The bureau found nothing secret: the step that doubted is due again.
    pub fn clear(self) -> Submission<InReview> {
        let state = InReview { signatures: self.state.signatures };
        Submission { facts: self.facts, state }
    }

    /// The bureau found it secret: back to its author, never out.
    pub fn refuse(self) -> Submission<Returned> {
        Submission { facts: self.facts, state: Returned }
    }
}

impl Submission<Approved> {
    /// All signatures.
    pub fn signatures(&self) -> &[Signature] {
        &self.state.signatures
    }

    /// Goes out.
    pub fn publish(self) -> Submission<Published> {
        let state = Published { basis: Basis::Signatures(self.state.signatures) };
        Submission { facts: self.facts, state }
    }

    /// Takes it back before it went out.
    pub fn recall(self, by: AccountId) -> Result<Submission<Recalled>, RecallRefusal> {
        self.facts.may_recall(by)?;
        Ok(Submission { facts: self.facts, state: Recalled })
    }
}

impl Submission<Published> {
    /// What the publication rests on.
    pub fn basis(&self) -> &Basis {
        &self.state.basis
    }

    /// Gives the second signature under an emergency publication. Late is better than never.
    pub fn sign_emergency(
        mut self,
        signer: AccountId,
        digest: &str,
        now: Time,
    ) -> Result<Self, EmergencyRefusal> {
        let Basis::Emergency(emergency) = &mut self.state.basis else {
            return Err(EmergencyRefusal::NotOpen);
        };
        if emergency.signed.is_some() {
            return Err(EmergencyRefusal::NotOpen);
        }
        if emergency.by == signer {
            return Err(EmergencyRefusal::SamePerson);
        }
        if self.facts.is_work_of(signer) {
            return Err(EmergencyRefusal::OwnWork);
        }
        if digest != self.facts.digest {
            return Err(EmergencyRefusal::DigestChanged);
        }
        emergency.signed = Some((signer, now));
        Ok(self)
    }
}
