//! The colour of a deadline.

use platform::Time;

/// How near a deadline is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Urgency {
    /// Time enough.
    Calm,
    /// Two days are left.
    Near,
    /// Over.
    Late,
}

/// Hours from which a deadline is near.
const NEAR_HOURS: i64 = 48;

/// The colour of a deadline at a moment.
pub fn urgency(due: Time, now: Time) -> Urgency {
    if now > due {
        Urgency::Late
    } else if now.plus_seconds(NEAR_HOURS * 3_600) > due {
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
