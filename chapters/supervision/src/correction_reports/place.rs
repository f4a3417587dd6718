//! Where a reader found the fault: a document, its text as it was, and what stands around it.

use documents::ids::{DocumentId, RevisionId};
use platform::Time;
use serde::Deserialize;
use structure::AccountId;

/// What a reader marked.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Reported {
    /// The document.
    pub document: DocumentId,
    /// The revision that was live.
    pub revision: RevisionId,
    /// The page's path.
    pub page: String,
    /// The words that are wrong; empty if the reader named none.
    pub quote: String,
    /// What stands before them.
    pub text_before: String,
    /// What stands behind them.
    pub text_after: String,
    /// What the reader would write instead.
    pub suggestion: String,
}

/// The same as it is kept beside its case.
#[derive(Clone, Debug, Deserialize)]
pub struct CorrectionPlace {
    /// Its id.
    pub id: i64,
    /// The document.
    pub document_id: DocumentId,
    /// The revision that was live.
    pub revision_id: RevisionId,
    /// The page's path.
    pub page: String,
    /// The words that are wrong.
    pub quote: String,
    /// What stands before them.
    pub text_before: String,
    /// What stands behind them.
    pub text_after: String,
    /// What the reader would write instead.
    pub suggestion: String,
    /// The revision that mended it.
    pub fixed_revision_id: Option<RevisionId>,
    /// Who said so.
    pub fixed_by: Option<AccountId>,
    /// When.
    pub fixed_at: Option<Time>,
}
