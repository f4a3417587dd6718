//! A list and its words.

use platform::Time;
use serde::{Deserialize, Serialize};

use crate::level::Level;

/// A list's id.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(transparent)]
pub struct WordListId(pub i64);

/// A word that is looked for.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct ListedWord {
    /// As it is wrong.
    pub word: String,
    /// As it is right; empty where it only needs a look.
    pub suggestion: String,
    /// Longer words in which it is right.
    pub exceptions: Vec<String>,
}

/// A list of words that weigh the same.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct WordList {
    /// Its id; none for a list of the product that isn't stored yet.
    pub id: Option<WordListId>,
    /// A short name that never changes.
    pub code: String,
    /// Its name.
    pub name: String,
    /// What its words weigh.
    pub level: Level,
    /// Whether it is used.
    pub enabled: bool,
    /// Its words.
    pub words: Vec<ListedWord>,
    /// When it was last changed.
    pub updated_at: Option<Time>,
}
