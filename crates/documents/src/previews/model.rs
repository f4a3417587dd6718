//! What a shared preview is, and when it is no longer open.

use platform::Time;
use serde::{Deserialize, Serialize};
use sm3::{Digest, Sm3};
use structure::AccountId;
use thiserror::Error;

use crate::ids::{DocumentId, PreviewId, RevisionId};

/// Characters of a secret: 160 random bits and more.
const SECRET_LENGTH: usize = 32;
/// The longest time that an address works.
pub(super) const MOST_DAYS: i64 = 30;

/// The secret part of an address. Only its digest is stored.
#[derive(Clone, Debug)]
pub struct PreviewSecret(String);

impl PreviewSecret {
    /// A new one.
    pub fn random() -> Self {
        Self(platform::ids::random_code(SECRET_LENGTH))
    }

    /// One that somebody presents; none if it can't be one of ours.
    pub fn parse(text: &str) -> Option<Self> {
        let formed = text.len() == SECRET_LENGTH && text.chars().all(|c| c.is_ascii_alphanumeric());
        formed.then(|| Self(text.to_owned()))
    }

    /// As it stands in an address.
    pub fn word(&self) -> &str {
        &self.0
    }

    /// For the database. The secret is random, so a plain hash is enough.
    pub fn digest(&self) -> String {
        hex::encode(Sm3::digest(self.0.as_bytes()))
    }
}

/// A shared preview as it is stored.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Preview {
    /// Its id.
    pub id: PreviewId,
    /// The document.
    pub document_id: DocumentId,
    /// The revision that is shown, whatever is written later.
    pub revision_id: RevisionId,
    /// Whom it was made for.
    pub recipient: String,
    /// Who shared it.
    pub created_by: AccountId,
    /// When.
    pub created_at: Time,
    /// Until when it works.
    pub expires_at: Time,
    /// When it was first opened.
    pub opened_at: Option<Time>,
    /// Who took it back.
    pub revoked_by: Option<AccountId>,
    /// When.
    pub revoked_at: Option<Time>,
}

impl Preview {
    /// Whether the address works.
    pub fn is_open(&self, now: Time) -> bool {
        self.revoked_at.is_none() && now < self.expires_at
    }
}

/// A preview to be shared.
#[derive(Clone, Debug)]
pub struct PreviewForm {
    /// The document.
    pub document_id: DocumentId,
    /// The revision.
    pub revision_id: RevisionId,
    /// Whom it is for.
    pub recipient: String,
    /// Days that it works.
    pub days: i64,
}

/// What a reader thinks.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Opinion {
    /// 同意.
    Agreed,
    /// 有意见.
    Objected,
}

impl Opinion {
    /// As stored and spelled in forms.
    pub fn word(self) -> &'static str {
        match self {
            Self::Agreed => "agreed",
            Self::Objected => "objected",
        }
    }

    /// Reads [`Opinion::word`].
    pub fn parse(word: &str) -> Option<Self> {
        [Self::Agreed, Self::Objected].into_iter().find(|opinion| opinion.word() == word)
    }
}

/// What a reader said.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct PreviewVerdict {
    /// Its id.
    pub id: i64,
    /// By which preview.
    pub preview_id: PreviewId,
    /// What they think.
    pub verdict: Opinion,
    /// Who they say they are.
    pub name: String,
    /// What they say.
    pub words: String,
    /// When.
    pub given_at: Time,
}

/// What a reader fills in.
#[derive(Clone, Debug)]
pub struct VerdictForm {
    /// What they think.
    pub opinion: Opinion,
    /// Who they are.
    pub name: String,
    /// What they say.
    pub words: String,
}

/// Why a preview is not shared, or a verdict not taken.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Error)]
pub enum PreviewRefusal {
    /// The secrecy bureau has it or found it secret: nobody outside may see it.
    #[error("the document may be secret")]
    Secret,
    /// It works for one to thirty days.
    #[error("not a number of days")]
    Days,
    /// It isn't there, or not open any more.
    #[error("no such preview")]
    Over,
    /// It has enough verdicts.
    #[error("too many verdicts")]
    Enough,
}

impl PreviewRefusal {
    /// Message key.
    pub fn key(self) -> &'static str {
        match self {
            Self::Secret => "preview-refused-secret",
            Self::Days => "preview-refused-days",
            Self::Over => "preview-refused-over",
            Self::Enough => "preview-refused-enough",
        }
    }
}
