//! What a placement is.

use platform::Time;
use serde::{Deserialize, Serialize};
use structure::{ColumnId, SiteId};
use thiserror::Error;

use crate::ids::{DocumentId, PlacementId};

/// A document in a column's list. Lists are ordered by pin, position, date.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Placement {
    /// Its id.
    pub id: PlacementId,
    /// The document.
    pub document_id: DocumentId,
    /// The column's site.
    pub site_id: SiteId,
    /// The column.
    pub column_id: ColumnId,
    /// Whether the column is the document's home.
    pub home: bool,
    /// Whether visitors see it there.
    pub live: bool,
    /// The date it is sorted by.
    pub sort_at: Time,
    /// Whether it is pinned to the top.
    pub pinned: bool,
    /// Until when; absent: until somebody unpins it.
    pub pinned_until: Option<Time>,
    /// Manual order: 0 by date; greater numbers stand above.
    pub position: i64,
}

/// Why a placement can't change.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Error)]
pub enum PlacementRefusal {
    /// It is there already.
    #[error("the document is placed there")]
    AlreadyThere,
    /// It is not there.
    #[error("the document is not placed there")]
    NotThere,
    /// A document leaves its home only by moving.
    #[error("the column is the document's home")]
    Home,
    /// Pinned until a time that is past.
    #[error("the time is past")]
    TimePast,
}

impl PlacementRefusal {
    /// Message key.
    pub fn key(self) -> &'static str {
        match self {
            Self::AlreadyThere => "placement-refused-already",
            Self::NotThere => "placement-refused-not-there",
            Self::Home => "placement-refused-home",
            Self::TimePast => "placement-refused-time",
        }
    }
}
