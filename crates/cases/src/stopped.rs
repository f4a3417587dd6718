//! How an act ends when it doesn't happen: refused by a rule, or failed.

use platform::Fault;
use thiserror::Error;
use web::{Error as WebError, Message, Refusal};

/// Why a rule refuses an act.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Error)]
pub enum CaseRefusal {
    /// There is no such case, or not for this person.
    #[error("no such case")]
    Missing,
    /// The case has moved on.
    #[error("not in this state")]
    State,
    /// Words are needed.
    #[error("words are needed")]
    Words,
    /// No such reason is declared.
    #[error("a reason is needed")]
    Reason,
    /// Nobody reviews an answer of their own.
    #[error("own answer")]
    OwnReply,
    /// It had its one extension.
    #[error("extended already")]
    Extended,
    /// It is the unit's already.
    #[error("same unit")]
    SameUnit,
    /// There is no such unit.
    #[error("no such unit")]
    Unit,
    /// A case can't be merged into this one.
    #[error("not to be merged")]
    Merge,
    /// A low rating says why.
    #[error("a low rating needs words")]
    Rating,
    /// The holder wants it private.
    #[error("the holder wants it private")]
    Private,
}

impl CaseRefusal {
    /// Message key.
    pub fn key(self) -> &'static str {
        match self {
            Self::Missing => "case-refused-missing",
            Self::State => "case-refused-state",
            Self::Words => "case-refused-words",
            Self::Reason => "case-refused-reason",
            Self::OwnReply => "case-refused-own-reply",
            Self::Extended => "case-refused-extended",
            Self::SameUnit => "case-refused-same-unit",
            Self::Unit => "case-refused-unit",
            Self::Merge => "case-refused-merge",
            Self::Rating => "case-refused-rating",
            Self::Private => "case-refused-private",
        }
    }
}

/// Why an act did not happen.
#[derive(Debug)]
pub enum Stopped {
    /// A rule forbids it.
    Refused(CaseRefusal),
    /// We failed.
    Fault(Fault),
}

/// What an act gives.
pub type Act<T> = Result<T, Stopped>;

impl From<CaseRefusal> for Stopped {
    fn from(refusal: CaseRefusal) -> Self {
        Self::Refused(refusal)
    }
}

impl From<Fault> for Stopped {
    fn from(fault: Fault) -> Self {
        Self::Fault(fault)
    }
}

impl From<CaseRefusal> for Refusal {
    fn from(refusal: CaseRefusal) -> Self {
        match refusal {
            CaseRefusal::Missing => Self::not_found(),
            CaseRefusal::State => Self::conflict().saying(Message::new(refusal.key())),
            other => Self::unprocessable(Vec::new()).saying(Message::new(other.key())),
        }
    }
}

impl From<Stopped> for WebError {
    fn from(stopped: Stopped) -> Self {
        match stopped {
            Stopped::Refused(refusal) => Self::Refusal(refusal.into()),
            Stopped::Fault(fault) => Self::Fault(fault),
        }
    }
}
