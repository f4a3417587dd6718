//! A version of the table and its states.

use platform::Time;
use serde::{Deserialize, Serialize};
use structure::{AccountId, ColumnId};
use thiserror::Error;

use super::methods::GuaranteeMethod;

platform::id_types! {
    /// A version of the responsibility table.
    VersionId,
}

/// One line of the table: a column as it was when the version was made.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Line {
    /// Which column.
    pub column: ColumnId,
    /// Name of its site.
    pub site: String,
    /// Path from the site's root.
    pub path: String,
    /// Names of the columns above, from the top.
    pub above: Vec<String>,
    /// 栏目名称.
    pub name: String,
    /// 内容说明.
    pub description: String,
    /// 保障单位.
    pub unit: String,
    /// 保障方式.
    pub method: GuaranteeMethod,
    /// 更新频率 in days; absent: as it changes.
    pub update_days: Option<i64>,
}

/// Where a version stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum VersionState {
    /// Waits for the second person.
    Proposed,
    /// Signed, published.
    Issued,
    /// Sent back with words.
    Returned,
    /// Taken back by who proposed it.
    Withdrawn,
}

impl VersionState {
    /// As stored.
    pub fn word(self) -> &'static str {
        match self {
            Self::Proposed => "proposed",
            Self::Issued => "issued",
            Self::Returned => "returned",
            Self::Withdrawn => "withdrawn",
        }
    }

    /// Message key of its name.
    pub fn key(self) -> String {
        format!("duty-table-state-{}", self.word())
    }

    /// The tone of its badge.
    pub fn tone(self) -> Option<&'static str> {
        match self {
            Self::Proposed => Some("progress"),
            Self::Issued => Some("good"),
            Self::Returned => Some("warn"),
            Self::Withdrawn => None,
        }
    }
}

/// A version as it is stored.
#[derive(Clone, Debug, Deserialize)]
pub struct Version {
    /// Its id.
    pub id: VersionId,
    /// 第几版: given when it is issued.
    pub number: Option<i64>,
    /// The table.
    pub lines: Vec<Line>,
    /// Why it is made.
    pub reason: String,
    /// Where it stands.
    pub state: VersionState,
    /// Who proposed it; none: the program's own first one.
    pub author_id: Option<AccountId>,
    /// When it was frozen.
    pub created_at: Time,
    /// Who signed it or sent it back.
    pub decided_by: Option<AccountId>,
    /// When.
    pub decided_at: Option<Time>,
    /// What they said.
    pub decision_words: String,
}

/// A version that waits for the second person; nothing else can be signed.
pub struct Proposed(Version);

/// Why something can't be done with a version.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Error)]
pub enum VersionRefusal {
    /// It has moved on.
    #[error("the version is in another state")]
    State,
    /// Nobody signs their own.
    #[error("the version is one's own")]
    Own,
    /// A return needs words.
    #[error("the words are missing")]
    Words,
    /// Another version waits for its signature.
    #[error("another version waits")]
    Waiting,
    /// It would say what the issued one says.
    #[error("nothing is different")]
    Same,
}

impl VersionRefusal {
    /// Message key.
    pub fn key(self) -> &'static str {
        match self {
            Self::State => "duty-table-refused-state",
            Self::Own => "duty-table-refused-own",
            Self::Words => "duty-table-refused-words",
            Self::Waiting => "duty-table-refused-waiting",
            Self::Same => "duty-table-refused-same",
        }
    }
}

impl Version {
    /// The version, if it waits for the second person.
    pub fn proposed(self) -> Result<Proposed, VersionRefusal> {
        if self.state == VersionState::Proposed {
            Ok(Proposed(self))
        } else {
            Err(VersionRefusal::State)
        }
    }

    fn decided(mut self, state: VersionState, (by, words): (AccountId, &str), now: Time) -> Self {
        self.state = state;
        self.decided_by = Some(by);
        self.decided_at = Some(now);
        words.trim().clone_into(&mut self.decision_words);
        self
    }
}

impl Proposed {
    /// Signed by somebody else than its author, as the version of this number.
    pub fn sign(
        self,
        (by, words): (AccountId, &str),
        number: i64,
        now: Time,
    ) -> Result<Version, VersionRefusal> {
        if self.0.author_id == Some(by) {
            return Err(VersionRefusal::Own);
        }
        let mut version = self.0.decided(VersionState::Issued, (by, words), now);
        version.number = Some(number);
        Ok(version)
    }

    /// Sent back with words.
    pub fn send_back(
        self,
        (by, words): (AccountId, &str),
        now: Time,
    ) -> Result<Version, VersionRefusal> {
        if words.trim().is_empty() {
            return Err(VersionRefusal::Words);
        }
        Ok(self.0.decided(VersionState::Returned, (by, words), now))
    }

    /// Taken back.
    pub fn withdraw(self, by: AccountId, now: Time) -> Version {
        self.0.decided(VersionState::Withdrawn, (by, ""), now)
    }
}
