//! Kinds of security events, and which verbs of the journal are which.

use platform::Time;
use serde::Deserialize;

/// Verbs that tell of tampering.
pub const TAMPERING: &[&str] = &["journal.deviation_found", "mirror.repaired"];

/// The verb of a failed sign-in: many of an hour are one line.
pub(super) const FAILED: &str = "account.sign_in_failed";

/// A kind of event.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Kind {
    /// An account or a network address was locked.
    Lockout,
    /// A sign-in failed.
    Failure,
    /// A right was refused.
    Refusal,
    /// Personal data was shown in full.
    Unmasking,
    /// Something was altered past the program.
    Tampering,
    /// A key, password or second factor changed.
    Keys,
    /// Rights changed.
    Rights,
    /// An account was made, changed or shut.
    Accounts,
}

impl Kind {
    /// All kinds.
    pub const ALL: [Self; 8] = [
        Self::Lockout,
        Self::Failure,
        Self::Refusal,
        Self::Unmasking,
        Self::Tampering,
        Self::Keys,
        Self::Rights,
        Self::Accounts,
    ];

    /// As addresses name it.
    pub fn word(self) -> &'static str {
        match self {
            Self::Lockout => "lockout",
            Self::Failure => "failure",
            Self::Refusal => "refusal",
            Self::Unmasking => "unmasking",
            Self::Tampering => "tampering",
            Self::Keys => "keys",
            Self::Rights => "rights",
            Self::Accounts => "accounts",
        }
    }

    /// From its word.
    pub fn parse(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|kind| kind.word() == word)
    }

    /// The kind of a verb.
    pub fn of_verb(verb: &str) -> Option<Self> {
        Self::ALL
            .into_iter()
            .find(|kind| *kind == Self::Failure && verb == FAILED || kind.verbs().contains(&verb))
    }

    /// Verbs that are shown one by one.
    pub fn verbs(self) -> &'static [&'static str] {
        match self {
            Self::Lockout => &["account.locked", "account.unlocked"],
            Self::Failure | Self::Refusal => &[],
            Self::Unmasking => &["case.revealed", "staff_person.revealed"],
            Self::Tampering => TAMPERING,
            Self::Keys => &[
                "api_key.issued",
                "api_key.revoked",
                "account.password_changed",
                "account.second_factor_enabled",
                "account.second_factor_reset",
                "session.revoked",
            ],
            Self::Rights => &["grant.added", "grant.removed"],
            Self::Accounts => {
                &["account.created", "account.changed", "account.disabled", "account.enabled"]
            }
        }
    }

    /// The tone of its badge.
    pub fn tone(self) -> Option<&'static str> {
        match self {
            Self::Tampering => Some("danger"),
            Self::Lockout | Self::Failure | Self::Refusal => Some("warn"),
            Self::Unmasking => Some("guard"),
            Self::Keys | Self::Rights | Self::Accounts => None,
        }
    }
}

/// A line of the list.
#[derive(Clone, Debug, Deserialize)]
pub struct SecurityEvent {
    /// When, or the last time.
    pub at: Time,
    /// As the journal stores actors.
    pub actor: String,
    /// The verb; the route for refused rights.
    pub verb: String,
    /// The record's noun.
    pub subject_kind: String,
    /// The record's id.
    pub subject_id: i64,
    /// What the entry says beside it.
    #[serde(deserialize_with = "platform::db::json_text")]
    pub detail: serde_json::Value,
    /// How often.
    pub number: i64,
}

/// What somebody looks for.
#[derive(Clone, Debug)]
pub struct Wanted {
    /// Only this kind.
    pub kind: Option<Kind>,
    /// Done by or to one of these accounts.
    pub accounts: Option<Vec<i64>>,
    /// Not before.
    pub from: Time,
    /// Before.
    pub until: Time,
}

impl Wanted {
    /// Verbs that are shown one by one.
    pub fn verbs(&self) -> Vec<&'static str> {
        let kinds = Kind::ALL.into_iter().filter(|kind| self.wants(*kind));
        kinds.flat_map(|kind| kind.verbs().iter().copied()).collect()
    }

    /// Whether this kind is looked for.
    pub fn wants(&self, kind: Kind) -> bool {
        self.kind.is_none_or(|only| only == kind)
    }
}
