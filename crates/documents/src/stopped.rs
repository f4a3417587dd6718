//! How an act ends when it doesn't happen: refused by a rule, or failed.

use std::fmt;

use platform::Fault;

use crate::claims::ClaimRefusal;
use crate::comments::CommentRefusal;
use crate::documents::DocumentRefusal;
use crate::kinds::FieldProblem;
use crate::pairing::PromiseRefusal;
use crate::placements::PlacementRefusal;
use crate::previews::PreviewRefusal;
use crate::publications::PublishRefusal;
use crate::referrals::ReferralRefusal;
use crate::submissions::{EmergencyRefusal, RecallRefusal, SignRefusal, SubmitRefusal};
use crate::withdrawals::WithdrawRefusal;

/// Why an act did not happen.
#[derive(Debug)]
pub enum Stopped {
    /// A rule of the trade forbids it.
    Refused(Why),
    /// We failed.
    Fault(Fault),
}

/// What an act gives.
pub type Act<T> = Result<T, Stopped>;

/// A rule's answer: which rule, and what is wrong with which field.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Why {
    /// See [`DocumentRefusal`].
    Document(DocumentRefusal),
    /// See [`SubmitRefusal`].
    Submit(SubmitRefusal),
    /// See [`SignRefusal`].
    Sign(SignRefusal),
    /// See [`RecallRefusal`].
    Recall(RecallRefusal),
    /// See [`ReferralRefusal`].
    Referral(ReferralRefusal),
    /// See [`PublishRefusal`].
    Publish(PublishRefusal),
    /// See [`EmergencyRefusal`].
    Emergency(EmergencyRefusal),
    /// See [`WithdrawRefusal`].
    Withdraw(WithdrawRefusal),
    /// See [`ClaimRefusal`].
    Claim(ClaimRefusal),
    /// See [`CommentRefusal`].
    Comment(CommentRefusal),
    /// See [`PreviewRefusal`].
    Preview(PreviewRefusal),
    /// See [`PlacementRefusal`].
    Placement(PlacementRefusal),
    /// See [`PromiseRefusal`].
    Promise(PromiseRefusal),
    /// Fields of the document.
    Fields(Vec<FieldProblem>),
}

impl Why {
    /// Message key of the whole.
    pub fn key(&self) -> &'static str {
        match self {
            Self::Document(why) => why.key(),
            Self::Submit(why) => why.key(),
            Self::Sign(why) => why.key(),
            Self::Recall(why) => why.key(),
            Self::Referral(why) => why.key(),
            Self::Publish(why) => why.key(),
            Self::Emergency(why) => why.key(),
            Self::Withdraw(why) => why.key(),
            Self::Placement(why) => why.key(),
            Self::Claim(why) => why.key(),
            Self::Comment(why) => why.key(),
            Self::Preview(why) => why.key(),
            Self::Promise(why) => why.key(),
            Self::Fields(_) => "document-refused-fields",
        }
    }
}

macro_rules! stops {
    ($($refusal:ident => $kind:ident),+ $(,)?) => {$(
        impl From<$refusal> for Stopped {
            fn from(why: $refusal) -> Self {
                Self::Refused(Why::$kind(why))
            }
        }
    )+};
}

stops! {
    DocumentRefusal => Document,
    SubmitRefusal => Submit,
    SignRefusal => Sign,
    RecallRefusal => Recall,
    ReferralRefusal => Referral,
    PublishRefusal => Publish,
    EmergencyRefusal => Emergency,
    WithdrawRefusal => Withdraw,
    PlacementRefusal => Placement,
    PreviewRefusal => Preview,
    ClaimRefusal => Claim,
    CommentRefusal => Comment,
    PromiseRefusal => Promise,
}

impl From<Fault> for Stopped {
    fn from(fault: Fault) -> Self {
        Self::Fault(fault)
    }
}

impl From<Vec<FieldProblem>> for Stopped {
    fn from(problems: Vec<FieldProblem>) -> Self {
        Self::Refused(Why::Fields(problems))
    }
}

impl fmt::Display for Stopped {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Refused(why) => f.write_str(why.key()),
            Self::Fault(fault) => fault.fmt(f),
        }
    }
}

impl std::error::Error for Stopped {}

/// For jobs and other callers where nobody is there to be told: a refusal becomes nothing to do.
pub(crate) fn only_faults(result: Act<()>) -> Result<(), Fault> {
    match result {
        Ok(()) => Ok(()),
        Err(Stopped::Refused(why)) => {
            tracing::warn!(why = why.key(), "a timer found its act refused");
            Ok(())
        }
        Err(Stopped::Fault(fault)) => Err(fault),
    }
}
