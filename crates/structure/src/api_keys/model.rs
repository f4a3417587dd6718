//! What a key is, how it is spelled, and how long it may hold.

use platform::Time;
use platform::ids::random_code;
use serde::{Deserialize, Serialize};
use sm3::{Digest, Sm3};
use subtle::ConstantTimeEq;
use thiserror::Error;

use crate::ids::{AccountId, ApiKeyId, ColumnId, UnitId};

/// What a key opens: one thing only, so that a system holds no more than it needs.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum KeyUse {
    /// Push documents as drafts of its unit.
    Documents,
    /// Send letters of people who called or reported elsewhere, and follow these.
    OwnCases,
    /// The same, and see where all letters of its unit and of those below stand.
    UnitCases,
}

impl KeyUse {
    /// All, as the form shows them.
    pub const ALL: [Self; 3] = [Self::Documents, Self::OwnCases, Self::UnitCases];

    /// As stored and spelled in forms.
    pub fn word(self) -> &'static str {
        match self {
            Self::Documents => "documents",
            Self::OwnCases => "own_cases",
            Self::UnitCases => "unit_cases",
        }
    }

    /// Reads [`KeyUse::word`].
    pub fn parse(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|one| one.word() == word)
    }

    /// Message key of its name.
    pub fn key(self) -> &'static str {
        match self {
            Self::Documents => "api-key-use-documents",
            Self::OwnCases => "api-key-use-own-cases",
            Self::UnitCases => "api-key-use-unit-cases",
        }
    }
}

/// A key, without what proves it.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct ApiKey {
    /// Its id.
    pub id: ApiKeyId,
    /// The unit in whose name it writes.
    pub unit_id: UnitId,
    /// The column, with those below, that it reaches; absent: all that are the unit's.
    pub column_id: Option<ColumnId>,
    /// Which system has it.
    pub name: String,
    /// What it opens.
    pub used_for: KeyUse,
    /// The part that is shown.
    pub prefix: String,
    /// Who issued it.
    pub created_by: Option<AccountId>,
    /// When.
    pub created_at: Time,
    /// Until when it holds.
    pub expires_at: Time,
    /// When it was revoked, if it was.
    pub revoked_at: Option<Time>,
}

impl ApiKey {
    /// The system that has it, by one word: a key that replaces another of the same unit and name
    /// goes on where that one ended.
    pub fn system(&self) -> String {
        format!("api:{}:{}", self.unit_id, self.name)
    }

    /// Whether it still holds.
    pub fn is_valid(&self, now: Time) -> bool {
        self.revoked_at.is_none() && now < self.expires_at
    }
}

/// A key as a system presents it: `wy_<prefix>_<secret>`.
#[derive(Clone, PartialEq, Eq)]
pub struct PresentedKey {
    /// Names it.
    pub prefix: String,
    secret: String,
}

const PREFIX_LENGTH: usize = 8;
const SECRET_LENGTH: usize = 40;

impl PresentedKey {
    /// Draws a new one.
    pub fn draw() -> Self {
        Self { prefix: random_code(PREFIX_LENGTH), secret: random_code(SECRET_LENGTH) }
    }

    /// Reads what stands behind `Bearer`.
    pub fn parse(text: &str) -> Option<Self> {
        let (prefix, secret) = text.trim().strip_prefix("wy_")?.split_once('_')?;
        let formed = |part: &str, length| {
            part.len() == length && part.bytes().all(|b| b.is_ascii_alphanumeric())
        };
        (formed(prefix, PREFIX_LENGTH) && formed(secret, SECRET_LENGTH))
            .then(|| Self { prefix: prefix.to_owned(), secret: secret.to_owned() })
    }

    /// For its system, once.
    pub fn reveal(&self) -> String {
        format!("wy_{}_{}", self.prefix, self.secret)
    }

    /// For the database. The secret has 190 random bits, so a plain hash is enough.
    pub fn hash(&self) -> String {
        hex::encode(Sm3::digest(self.secret.as_bytes()))
    }

    /// Whether this is the key with the hash.
    pub fn fits(&self, hash: &str) -> bool {
        bool::from(self.hash().as_bytes().ct_eq(hash.as_bytes()))
    }
}

impl std::fmt::Debug for PresentedKey {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "wy_{}_…", self.prefix)
    }
}

/// What the form holds.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
#[serde(default)]
pub struct ApiKeyForm {
    /// Which system gets it.
    pub name: String,
    /// The unit's code.
    pub unit: String,
    /// What it opens: a word of [`KeyUse`].
    pub used_for: String,
    /// The column's id; empty: all.
    pub column: String,
    /// Days until it expires.
    pub days: String,
}

/// The longest time a key may hold.
const MAX_DAYS: i64 = 366;

/// Why a key can't be issued.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Error)]
pub enum ApiKeyRefusal {
    /// A name is needed.
    #[error("the name is missing")]
    NameMissing,
    /// Names are short.
    #[error("the name is too long")]
    NameTooLong,
    /// A key opens one of a few things.
    #[error("what the key opens is missing")]
    UseUnknown,
    /// A key belongs to a unit.
    #[error("the unit is missing or unknown")]
    UnitUnknown,
    /// No such column.
    #[error("the column is unknown")]
    ColumnUnknown,
    /// Keys expire within a year.
    #[error("the days are not from 1 to 366")]
    DaysOutOfRange,
}

impl ApiKeyForm {
    /// Days until it expires, if they are possible.
    pub fn days(&self) -> Option<i64> {
        self.days.trim().parse().ok().filter(|days| (1..=MAX_DAYS).contains(days))
    }

    /// Everything wrong with the form at once, by field.
    pub fn problems(
        &self,
        unit_known: bool,
        column_known: bool,
    ) -> Vec<(&'static str, ApiKeyRefusal)> {
        let name = self.name.trim();
        [
            (name.is_empty(), "name", ApiKeyRefusal::NameMissing),
            (name.chars().count() > 60, "name", ApiKeyRefusal::NameTooLong),
            (!unit_known, "unit", ApiKeyRefusal::UnitUnknown),
            (KeyUse::parse(&self.used_for).is_none(), "used_for", ApiKeyRefusal::UseUnknown),
            (!column_known, "column", ApiKeyRefusal::ColumnUnknown),
            (self.days().is_none(), "days", ApiKeyRefusal::DaysOutOfRange),
        ]
        .into_iter()
        .filter_map(|(wrong, field, refusal)| wrong.then_some((field, refusal)))
        .collect()
    }
}
