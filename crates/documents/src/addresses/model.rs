//! What a path can mean.

use platform::Time;
use serde::{Deserialize, Serialize};
use structure::{ColumnId, SiteId};

use crate::ids::{AddressId, DocumentId};

/// What a path on a site means now.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Meaning {
    /// A document is there (live or not: the page decides).
    Document {
        /// The document.
        id: DocumentId,
        /// The column of the path.
        column_id: ColumnId,
        /// Whether this is its home, whose address is the canonical one.
        home: bool,
        /// Its kind.
        kind: String,
        /// Whether it is live.
        live: bool,
    },
    /// Something was there; its present address.
    Redirect(String),
}

/// A stored address.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct AddressRecord {
    /// Its id.
    pub id: AddressId,
    /// The site.
    pub site_id: SiteId,
    /// The path, without slashes at the ends.
    pub path: String,
    /// The document that was there.
    pub document_id: Option<DocumentId>,
    /// The column that was there.
    pub column_id: Option<ColumnId>,
    /// Where an address of a former system leads.
    pub redirect_to: Option<String>,
    /// Since when it is known.
    pub created_at: Time,
}
