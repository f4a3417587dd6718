//! Lists of words 错敏词库 (articles 6, 19, 36; norms §9): wrong spellings, wordings and sensitive terms
//! with what should stand instead, kept in the console.

pub(crate) mod console;
mod first;
mod lines;
mod model;
mod store;
#[cfg(test)]
mod tests;

pub use first::first_lists;
pub use model::{ListedWord, WordList, WordListId};
pub use store::{all, ensure_first};
