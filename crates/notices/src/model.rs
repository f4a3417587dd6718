//! A notice, and what a follower says so that one is written.

use platform::Time;
use serde::{Deserialize, Serialize};
use serde_json::Value;
use structure::AccountId;

use crate::event::Event;

platform::id_types! {
    /// A notice.
    NoticeId,
    /// Its way out by mail or webhook.
    DeliveryId,
}

/// What somebody is to be told.
#[derive(Clone, Debug)]
pub struct Telling {
    /// Who.
    pub account: AccountId,
    /// About what.
    pub event: Event,
    /// The title of the record.
    pub title: String,
    /// Where in the console it can be seen to.
    pub url: String,
    /// What the list says beside the title: `by`, `step`, `due`. Never leaves the console.
    pub facts: Facts,
    /// What exactly this is about. Nobody is told the same twice.
    pub mark: String,
    /// What it asks somebody to do, if it does: see [`crate::silence`].
    pub about: Option<String>,
}

/// What the list says beside a title; absent parts are left out.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Facts {
    /// Message key of a review's step.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub step: Option<String>,
    /// Who did it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub by: Option<String>,
    /// A moment or a day, ready to read.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub due: Option<String>,
}

/// A notice as it is kept.
#[derive(Clone, Debug, Deserialize)]
pub struct Notice {
    /// Its id.
    pub id: NoticeId,
    /// Whose.
    pub account_id: AccountId,
    /// About what.
    pub event: Event,
    /// The title of the record.
    pub title: String,
    /// See [`Facts`].
    #[serde(deserialize_with = "platform::db::json_text")]
    pub facts: Value,
    /// Where it can be seen to.
    pub url: String,
    /// When it was written.
    pub created_at: Time,
    /// When it was read.
    pub read_at: Option<Time>,
}

impl Notice {
    /// Reads [`Facts`].
    pub fn facts(&self) -> Facts {
        serde_json::from_value(self.facts.clone()).unwrap_or_default()
    }
}
