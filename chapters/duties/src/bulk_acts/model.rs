//! What a bulk act is, and how it is taken back.

use documents::ids::DocumentId;
use platform::Time;
use serde::{Deserialize, Serialize};
use structure::{AccountId, ColumnId, Right, UnitId};

platform::id_types! {
    /// A bulk act.
    BulkActId,
}

/// What is done to each document.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Verb {
    /// Publishes what is approved.
    Publish,
    /// Takes what is live down.
    Withdraw,
    /// Lifts a withdrawal.
    Lift,
    /// Gives another home column.
    Move,
    /// Shows in one more column.
    Place,
    /// Takes out of a further column.
    Unplace,
    /// Adds a key word.
    Tag,
    /// Takes a key word away.
    Untag,
    /// Gives to another unit.
    HandOver,
    /// Puts into the trash.
    Trash,
    /// Takes out of the trash.
    Restore,
}

impl Verb {
    /// All, in the order a console shows them.
    pub const ALL: [Self; 11] = [
        Self::Publish,
        Self::Withdraw,
        Self::Lift,
        Self::Move,
        Self::Place,
        Self::Unplace,
        Self::Tag,
        Self::Untag,
        Self::HandOver,
        Self::Trash,
        Self::Restore,
    ];

    /// As stored and spelled in forms.
    pub fn word(self) -> &'static str {
        match self {
            Self::Publish => "publish",
            Self::Withdraw => "withdraw",
            Self::Lift => "lift",
            Self::Move => "move",
            Self::Place => "place",
            Self::Unplace => "unplace",
            Self::Tag => "tag",
            Self::Untag => "untag",
            Self::HandOver => "hand_over",
            Self::Trash => "trash",
            Self::Restore => "restore",
        }
    }

    /// Reads [`Verb::word`].
    pub fn parse(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|verb| verb.word() == word)
    }

    /// Message key of its name.
    pub fn key(self) -> String {
        format!("bulk-verb-{}", self.word().replace('_', "-"))
    }

    /// The right that it takes over each document.
    pub fn right(self) -> Right {
        match self {
            Self::Tag | Self::Untag | Self::Trash | Self::Restore => Right::WriteDocuments,
            _ => Right::PublishDocuments,
        }
    }

    /// What takes it back; nothing takes back that people have read something.
    pub fn undoing(self) -> Option<Self> {
        match self {
            Self::Withdraw => Some(Self::Lift),
            Self::Move => Some(Self::Move),
            Self::Place => Some(Self::Unplace),
            Self::Unplace => Some(Self::Place),
            Self::Tag => Some(Self::Untag),
            Self::Untag => Some(Self::Tag),
            Self::HandOver => Some(Self::HandOver),
            Self::Trash => Some(Self::Restore),
            Self::Restore => Some(Self::Trash),
            Self::Publish | Self::Lift => None,
        }
    }

    /// Whether visitors lose something: then many at once are confirmed by their number.
    pub fn takes_away(self) -> bool {
        matches!(self, Self::Withdraw | Self::Trash)
    }
}

/// What is done, and with what.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Order {
    /// What.
    pub verb: Verb,
    /// Why, where a reason is asked.
    #[serde(default)]
    pub reason: String,
    /// The column, for moves and placements.
    #[serde(default)]
    pub column: Option<ColumnId>,
    /// The unit that takes over.
    #[serde(default)]
    pub unit: Option<UnitId>,
    /// The key word.
    #[serde(default)]
    pub word: String,
}

/// A bulk act.
#[derive(Clone, Debug, Deserialize)]
pub struct BulkAct {
    /// Its id.
    pub id: BulkActId,
    /// What is done.
    pub ordered: Order,
    /// Who asked.
    pub account_id: AccountId,
    /// When.
    pub asked_at: Time,
    /// What it takes back.
    pub undoes_id: Option<BulkActId>,
    /// How many documents.
    pub total: i64,
}

/// Where a document's turn stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Standing {
    /// Not yet.
    Waiting,
    /// Begun; whether it was done is seen in the document.
    Begun,
    /// Done.
    Done,
    /// Refused, with the reason.
    Failed,
}

impl Standing {
    /// As stored.
    pub fn word(self) -> &'static str {
        match self {
            Self::Waiting => "waiting",
            Self::Begun => "begun",
            Self::Done => "done",
            Self::Failed => "failed",
        }
    }
}

/// A document's turn.
#[derive(Clone, Debug, Deserialize)]
pub struct BulkItem {
    /// Its id.
    pub id: i64,
    /// The bulk act.
    pub bulk_act_id: BulkActId,
    /// The document.
    pub document_id: DocumentId,
    /// Where it stands.
    pub standing: Standing,
    /// Why it failed: a message key.
    pub why: String,
    /// Where it was before (a column or unit), for the way back; where it goes, when this is one.
    pub place: Option<i64>,
    /// When its turn began.
    pub begun_at: Option<Time>,
}

/// How many documents stand where.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Counts {
    /// Not yet, or begun.
    pub ahead: i64,
    /// Done.
    pub done: i64,
    /// Failed.
    pub failed: i64,
}

impl Counts {
    /// Nothing is ahead.
    pub fn is_over(&self) -> bool {
        self.ahead == 0
    }
}
