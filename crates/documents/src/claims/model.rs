//! A claim, and when a step is due.

use platform::Time;
use serde::{Deserialize, Serialize};
use structure::AccountId;
use thiserror::Error;

use crate::ids::{ClaimId, SubmissionId};
use crate::reviews::ReviewStep;

/// Days that a step may take, if nobody set another time.
const USUAL_DAYS: i64 = 2;
/// The longest time that somebody may set.
pub(super) const MOST_DAYS: i64 = 30;

/// A claim as it is stored.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Claim {
    /// Its id.
    pub id: ClaimId,
    /// The submission.
    pub submission_id: SubmissionId,
    /// The step.
    pub step: ReviewStep,
    /// Who.
    pub account_id: AccountId,
    /// Since when.
    pub claimed_at: Time,
    /// By when they mean to have signed.
    pub due_at: Time,
    /// When they gave it up, or somebody took it over.
    pub released_at: Option<Time>,
}

/// When a step that began then is due: as its claimer said, otherwise after the usual time.
pub fn due_of(began: Time, claim: Option<&Claim>) -> Time {
    claim.map_or_else(|| began.plus_days(USUAL_DAYS), |claim| claim.due_at)
}

/// How near the time is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Urgency {
    /// There is time.
    Calm,
    /// Less than a day.
    Near,
    /// It is over.
    Late,
}

/// How near a due time is.
pub fn urgency(due: Time, now: Time) -> Urgency {
    if now >= due {
        Urgency::Late
    } else if now >= due.plus_days(-1) {
        Urgency::Near
    } else {
        Urgency::Calm
    }
}

impl Urgency {
    /// The tone of its badge.
    pub fn tone(self) -> Option<&'static str> {
        match self {
            Self::Calm => None,
            Self::Near => Some("warn"),
            Self::Late => Some("danger"),
        }
    }
}

/// Why a step can't be claimed or given up.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Error)]
pub enum ClaimRefusal {
    /// The time is past, or too far away.
    #[error("not a time to come within thirty days")]
    Time,
    /// It is in one's hands already.
    #[error("claimed already")]
    Yours,
    /// It isn't in one's hands.
    #[error("not claimed by this person")]
    NotYours,
}

impl ClaimRefusal {
    /// Message key.
    pub fn key(self) -> &'static str {
        match self {
            Self::Time => "claim-refused-time",
            Self::Yours => "claim-refused-yours",
            Self::NotYours => "claim-refused-not-yours",
        }
    }
}
