//! What people are told about, and by which ways.

use serde::{Deserialize, Serialize};

/// Something that somebody wants to know.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Event {
    /// A step waits for this person's signature.
    Assigned,
    /// A colleague took a step upon themselves, perhaps out of this person's hands.
    Claimed,
    /// A document came back.
    Returned,
    /// Less than a day is left.
    DueSoon,
    /// The time is over.
    Late,
    /// A comment names this person.
    Mentioned,
    /// This person's document is live.
    Published,
    /// A promised interpretation is near its day, or past it.
    Promise,
    /// A letter or another case waits for this person.
    Case,
    /// A proposal for columns waits for this person, or was decided.
    Proposal,
    /// An inspection found something that this person's unit must mend.
    Finding,
    /// Something registered ends soon: a filing, a certificate, a domain.
    Expiry,
    /// The portal was attacked or altered.
    Alarm,
    /// A change of leaders or liaisons was filed, decided, or work was handed over.
    Filing,
}

impl Event {
    /// All, in the order in which they are shown.
    pub const ALL: [Self; 14] = [
        Self::Assigned,
        Self::Claimed,
        Self::Returned,
        Self::DueSoon,
        Self::Late,
        Self::Mentioned,
        Self::Published,
        Self::Promise,
        Self::Case,
        Self::Proposal,
        Self::Finding,
        Self::Expiry,
        Self::Alarm,
        Self::Filing,
    ];

    /// As stored and spelled in forms.
    pub fn word(self) -> &'static str {
        match self {
            Self::Assigned => "assigned",
            Self::Claimed => "claimed",
            Self::Returned => "returned",
            Self::DueSoon => "due_soon",
            Self::Late => "late",
            Self::Mentioned => "mentioned",
            Self::Published => "published",
            Self::Promise => "promise",
            Self::Case => "case",
            Self::Proposal => "proposal",
            Self::Finding => "finding",
            Self::Expiry => "expiry",
            Self::Alarm => "alarm",
            Self::Filing => "filing",
        }
    }

    /// Message key of its name.
    pub fn key(self) -> String {
        format!("notice-event-{}", self.word().replace('_', "-"))
    }

    /// The tone of its badge.
    pub fn tone(self) -> Option<&'static str> {
        match self {
            Self::Assigned | Self::Mentioned | Self::Case | Self::Proposal | Self::Filing => {
                Some("progress")
            }
            Self::Claimed => None,
            Self::Returned | Self::Late | Self::Alarm => Some("danger"),
            Self::DueSoon | Self::Promise | Self::Finding | Self::Expiry => Some("warn"),
            Self::Published => Some("good"),
        }
    }

    /// Whether somebody who has chosen nothing is told by this way.
    pub fn usual(self, way: Way) -> bool {
        match way {
            Way::Console => true,
            Way::Mail => !matches!(self, Self::Claimed | Self::Published),
            Way::Webhook => false,
        }
    }
}

/// How somebody is told.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Way {
    /// The bell and the list in the console.
    Console,
    /// E-mail to an address that was proved.
    Mail,
    /// A signed post to the one address of the settings.
    Webhook,
}

impl Way {
    /// All, in the order in which they are shown.
    pub const ALL: [Self; 3] = [Self::Console, Self::Mail, Self::Webhook];

    /// As stored and spelled in forms.
    pub fn word(self) -> &'static str {
        match self {
            Self::Console => "console",
            Self::Mail => "mail",
            Self::Webhook => "webhook",
        }
    }
}
