//! A revision: content at a moment.

use kinds::Content;
use platform::Time;
use serde::Serialize;
use structure::AccountId;

use crate::ids::{DocumentId, RevisionId};

/// A revision as it is stored.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Revision {
    /// Its id.
    pub id: RevisionId,
    /// The document.
    pub document_id: DocumentId,
    /// 1, 2, 3 … within the document.
    pub number: i64,
    /// Who saved it; absent for imports.
    pub author_id: Option<AccountId>,
    /// When it was saved.
    pub created_at: Time,
    /// What the author said about the change.
    pub note: String,
    /// Its content.
    pub content: Content,
    /// The digest as it was computed when it was saved.
    pub digest: String,
}

impl Revision {
    /// Whether the stored content is still what was saved.
    pub fn is_intact(&self) -> bool {
        self.content.digest() == self.digest
    }
}
