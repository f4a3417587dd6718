//! What an autosave is, when it was typed, and which window may go on with it.

use platform::Time;
use serde::{Deserialize, Serialize};
use structure::{AccountId, ColumnId};

use crate::ids::{AutosaveId, DocumentId};

/// Seconds that a browser may have held something back before it reached us.
const LONGEST_DELAY: i64 = 90 * 86_400;

/// An autosave without its text.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Autosave {
    /// Its id.
    pub id: AutosaveId,
    /// Whose; nobody else sees it.
    pub account_id: AccountId,
    /// How the form and the address name it.
    pub code: String,
    /// The document; absent for one that isn't saved yet.
    pub document_id: Option<DocumentId>,
    /// The column that a new document is written for.
    pub column_id: ColumnId,
    /// The kind of the document.
    pub kind: String,
    /// The number of the revision that the form began with; 0 for a new document.
    pub based_on: i64,
    /// The title as typed.
    pub title: String,
    /// The window that wrote last.
    pub window_code: String,
    /// When it was typed.
    pub typed_at: Time,
    /// When it reached us.
    pub saved_at: Time,
}

/// What is being written.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Place {
    /// The document; absent for a new one.
    pub document_id: Option<DocumentId>,
    /// Its column.
    pub column_id: ColumnId,
    /// Its kind.
    pub kind: String,
}

/// What a browser sends.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Typed {
    /// The code of the autosave that it goes on with.
    pub code: String,
    /// The window that sends.
    pub window: String,
    /// The window from which the form was taken over, if it was resumed.
    pub before: String,
    /// The number of the revision that the form began with.
    pub based_on: i64,
    /// When it was typed.
    pub typed_at: Time,
    /// All fields, as names and values.
    pub fields: Vec<(String, String)>,
}

/// When something was typed that a browser says is so many seconds old. Browsers' clocks are often
/// wrong, so only the difference counts, and it never leads into the future.
pub fn moment_of(now: Time, seconds_ago: i64) -> Time {
    now.plus_seconds(-seconds_ago.clamp(0, LONGEST_DELAY))
}

/// Whether a window may go on with an autosave: it wrote last, or took the form over from the one
/// that did. Two windows with the same form never overwrite each other.
pub fn may_go_on(last: &str, typed: &Typed) -> bool {
    last == typed.window || last == typed.before
}
