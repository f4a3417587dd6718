//! What an entry says: who did what to which record, and which rows it changed.

use serde::{Deserialize, Serialize};

use crate::clock::Time;

/// Who acted.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Actor {
    /// A signed-in account.
    Account(i64),
    /// A unit's own system, by its API key.
    ApiKey(i64),
    /// A timer or the program itself.
    System,
    /// Somebody not signed in.
    Visitor,
}

impl Actor {
    /// As it is stored: `account:12`, `system`.
    pub fn store(&self) -> String {
        match self {
            Self::Account(id) => format!("account:{id}"),
            Self::ApiKey(id) => format!("api-key:{id}"),
            Self::System => "system".to_owned(),
            Self::Visitor => "visitor".to_owned(),
        }
    }
}

/// The record an entry is about: its noun and id.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Subject {
    /// The noun's word: `document`, `account`.
    pub kind: &'static str,
    /// The record's id.
    pub id: i64,
}

/// A row that changed: digests of its content before and after.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Change(pub String, pub i64, pub Option<String>, pub Option<String>);

impl Change {
    /// `before` is absent for a new row, `after` for a removed one.
    pub fn new(table: &str, row: i64, before: Option<String>, after: Option<String>) -> Self {
        Self(table.to_owned(), row, before, after)
    }
}

/// An entry to be written at commit.
#[derive(Clone, Debug)]
pub struct Entry {
    pub(crate) actor: Actor,
    pub(crate) verb: &'static str,
    pub(crate) subject: Subject,
    pub(crate) detail: serde_json::Value,
    pub(crate) tags: Vec<String>,
    pub(crate) changes: Vec<Change>,
}

impl Entry {
    /// `verb` is `noun.done`, as in `document.published`.
    pub fn new(actor: Actor, verb: &'static str, kind: &'static str, id: impl Into<i64>) -> Self {
        Self {
            actor,
            verb,
            subject: Subject { kind, id: id.into() },
            detail: serde_json::Value::Null,
            tags: Vec::new(),
            changes: Vec::new(),
        }
    }

    /// What an auditor should read beside the verb. No personal data.
    #[must_use]
    pub fn detail(mut self, detail: serde_json::Value) -> Self {
        self.detail = detail;
        self
    }

    /// Public pages that carry one of these tags are out of date from now on.
    #[must_use]
    pub fn tags(mut self, tags: impl IntoIterator<Item = String>) -> Self {
        self.tags.extend(tags);
        self
    }
}

/// An entry as it stands in the journal.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct EntryRecord {
    /// Place in the chain, from 1 without gaps.
    pub seq: i64,
    /// When it was committed.
    pub at: Time,
    /// As [`Actor::store`] wrote it.
    pub actor: String,
    /// `noun.done`.
    pub verb: String,
    /// The record's noun.
    pub subject_kind: String,
    /// The record's id.
    pub subject_id: i64,
    /// What an auditor should read beside the verb.
    #[serde(deserialize_with = "crate::db::json_text")]
    pub detail: serde_json::Value,
    /// Cache tags that it made stale.
    pub tags: Vec<String>,
    /// Rows it changed.
    pub changes: Vec<Change>,
    /// Hash of the entry before.
    pub previous: String,
    /// Keyed hash over everything above.
    pub hash: String,
}
