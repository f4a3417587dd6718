//! What a document is, and what may be done with it in which state.

use platform::Time;
use serde::{Deserialize, Serialize};
use structure::{AccountId, ColumnId, SiteId, UnitId};
use thiserror::Error;

use super::card::Card;
use crate::ids::{DocumentId, RevisionId};

/// Where the newest revision stands. What is live is told by `live_revision_id`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum DocumentState {
    /// Being written.
    Draft,
    /// Reviewers read it.
    InReview,
    /// The secrecy bureau has it.
    Referred,
    /// Sent back with a reason.
    Returned,
    /// Approved, without a time of publication.
    Approved,
    /// Approved, waiting for its time.
    Scheduled,
    /// Live.
    Published,
    /// Was live.
    Withdrawn,
}

impl DocumentState {
    /// All states, in the order a console shows them.
    pub const ALL: &'static [Self] = &[
        Self::Draft,
        Self::InReview,
        Self::Referred,
        Self::Returned,
        Self::Approved,
        Self::Scheduled,
        Self::Published,
        Self::Withdrawn,
    ];

    /// As stored and spelled in forms.
    pub fn word(self) -> &'static str {
        match self {
            Self::Draft => "draft",
            Self::InReview => "in_review",
            Self::Referred => "referred",
            Self::Returned => "returned",
            Self::Approved => "approved",
            Self::Scheduled => "scheduled",
            Self::Published => "published",
            Self::Withdrawn => "withdrawn",
        }
    }

    /// Reads [`DocumentState::word`].
    pub fn parse(word: &str) -> Option<Self> {
        Self::ALL.iter().copied().find(|state| state.word() == word)
    }

    /// Message key of its name.
    pub fn key(self) -> &'static str {
        match self {
            Self::Draft => "document-state-draft",
            Self::InReview => "document-state-in-review",
            Self::Referred => "document-state-referred",
            Self::Returned => "document-state-returned",
            Self::Approved => "document-state-approved",
            Self::Scheduled => "document-state-scheduled",
            Self::Published => "document-state-published",
            Self::Withdrawn => "document-state-withdrawn",
        }
    }

    /// Whether a submission is under way, so that nothing may be edited.
    pub fn is_under_way(self) -> bool {
        matches!(self, Self::InReview | Self::Referred | Self::Approved | Self::Scheduled)
    }
}

/// A document.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Document {
    /// Its id; never shown.
    pub id: DocumentId,
    /// Its public code.
    pub key: String,
    /// The code of its kind.
    pub kind: String,
    /// The site of its home column.
    pub site_id: SiteId,
    /// Its home column.
    pub column_id: ColumnId,
    /// The unit that answers for it.
    pub unit_id: UnitId,
    /// The last segment of its address.
    pub slug: String,
    /// Where the newest revision stands.
    pub state: DocumentState,
    /// Title of the newest revision.
    pub title: String,
    /// The newest revision.
    pub head_revision_id: RevisionId,
    /// The revision that visitors see.
    pub live_revision_id: Option<RevisionId>,
    /// The list item of the live revision.
    pub card: Option<Card>,
    /// 索引号, given at the first publication.
    pub index_number: Option<String>,
    /// Who began it.
    pub created_by: Option<AccountId>,
    /// When.
    pub created_at: Time,
    /// When something about it last changed.
    pub updated_at: Time,
    /// When it first went out.
    pub first_published_at: Option<Time>,
    /// The date that visitors are shown.
    pub published_at: Option<Time>,
    /// When it is to be taken down.
    pub expires_at: Option<Time>,
    /// The id it had in the system it was imported from.
    pub import_key: Option<String>,
    /// When it was put into the trash.
    pub trashed_at: Option<Time>,
    /// Whether an emergency publication waits for its second signature.
    pub emergency_open: bool,
}

/// Why an act on a document is refused.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Error)]
pub enum DocumentRefusal {
    /// It is not there.
    #[error("no such document")]
    Missing,
    /// A submission is under way; recall it first.
    #[error("the document is under review")]
    UnderWay,
    /// It lies in the trash.
    #[error("the document is in the trash")]
    Trashed,
    /// Somebody else saved meanwhile; nothing is overwritten.
    #[error("the document was changed meanwhile")]
    Changed,
    /// The address is taken in that column.
    #[error("the slug is taken")]
    SlugTaken,
    /// The address may hold only lower-case letters, digits and hyphens.
    #[error("not a slug")]
    SlugNotInForm,
    /// It is live; withdraw it first.
    #[error("the document is live")]
    Live,
    /// It is not live.
    #[error("the document is not live")]
    NotLive,
    /// It is that unit's already.
    #[error("the unit answers for it already")]
    SameUnit,
    /// The column isn't there or is closed.
    #[error("no such column")]
    NoColumn,
}

impl DocumentRefusal {
    /// Message key.
    pub fn key(self) -> &'static str {
        match self {
            Self::Missing => "document-refused-missing",
            Self::UnderWay => "document-refused-under-way",
            Self::Trashed => "document-refused-trashed",
            Self::Changed => "document-refused-changed",
            Self::SlugTaken => "document-slug-taken",
            Self::SlugNotInForm => "document-slug-form",
            Self::Live => "document-refused-live",
            Self::NotLive => "document-refused-not-live",
            Self::SameUnit => "document-refused-same-unit",
            Self::NoColumn => "document-refused-no-column",
        }
    }
}

impl Document {
    /// Whether visitors see it.
    pub fn is_live(&self) -> bool {
        self.live_revision_id.is_some()
    }

    /// Whether its content may be edited.
    pub fn may_edit(&self) -> Result<(), DocumentRefusal> {
        if self.trashed_at.is_some() {
            Err(DocumentRefusal::Trashed)
        } else if self.state.is_under_way() {
            Err(DocumentRefusal::UnderWay)
        } else {
            Ok(())
        }
    }

    /// Whether it may be put into the trash.
    pub fn may_trash(&self) -> Result<(), DocumentRefusal> {
        self.may_edit()?;
        if self.is_live() { Err(DocumentRefusal::Live) } else { Ok(()) }
    }

    /// Whether it may get another address or home: not while reviewers work by its column's chain.
    pub fn may_move(&self) -> Result<(), DocumentRefusal> {
        self.may_edit()
    }

    /// Its path within its site, given the home column's path.
    pub fn path_in(&self, column_path: &str) -> String {
        format!("{column_path}/{}", self.slug)
    }
}

/// `20261123-4k7xq`: the day it was begun and five characters nobody can guess.
pub fn default_slug(now: Time) -> String {
    format!("{}-{}", now.local().format("%Y%m%d"), platform::ids::random_code(5))
}
