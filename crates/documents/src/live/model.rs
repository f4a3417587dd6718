//! What a public page reads.

use platform::Time;
use serde::{Deserialize, Serialize};
use structure::{ColumnId, SiteId, Tree, UnitId};

use crate::documents::{Card, Document};
use crate::ids::DocumentId;
use crate::placements::Placement;
use crate::revisions::Revision;

/// A live document with everything its page needs.
#[derive(Clone, Debug, Serialize)]
pub struct LiveDocument {
    /// The document.
    pub document: Document,
    /// The revision that visitors see.
    pub revision: Revision,
    /// Where it is listed, home first.
    pub placements: Vec<Placement>,
}

/// An item of a public list.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct LiveItem {
    /// The document.
    pub id: DocumentId,
    /// Its public code.
    pub key: String,
    /// The code of its kind.
    pub kind: String,
    /// The last segment of its address.
    pub slug: String,
    /// The site of its home.
    pub site_id: SiteId,
    /// Its home column.
    pub column_id: ColumnId,
    /// The unit that answers for it.
    pub unit_id: UnitId,
    /// 索引号.
    pub index_number: Option<String>,
    /// The date that visitors are shown.
    pub published_at: Time,
    /// When something about it last changed.
    pub updated_at: Time,
    /// Whether it is pinned in this list.
    pub pinned: bool,
    /// What the list shows.
    pub card: Card,
}

impl LiveItem {
    /// A live document as an item of a list.
    pub fn of(document: &Document) -> Option<Self> {
        document.live_revision_id?;
        Some(Self {
            id: document.id,
            key: document.key.clone(),
            kind: document.kind.clone(),
            slug: document.slug.clone(),
            site_id: document.site_id,
            column_id: document.column_id,
            unit_id: document.unit_id,
            index_number: document.index_number.clone(),
            published_at: document.published_at?,
            updated_at: document.updated_at,
            pinned: false,
            card: document.card.clone()?,
        })
    }

    /// Its canonical address.
    pub fn url(&self, tree: &Tree) -> Option<String> {
        let column = tree.column(self.column_id)?;
        Some(tree.url(self.site_id, &format!("{}/{}", column.path, self.slug)))
    }
}

/// The document before or after another in its home column.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Neighbour {
    /// The document.
    pub id: DocumentId,
    /// The code of its kind.
    pub kind: String,
    /// Its title as it is live.
    pub title: String,
    /// The last segment of its address; the column is the same.
    pub slug: String,
    /// Its home column, whose address is the canonical one.
    pub column_id: ColumnId,
}

/// Both neighbours.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Neighbours {
    /// The next newer one.
    pub newer: Option<Neighbour>,
    /// The next older one.
    pub older: Option<Neighbour>,
}
