//! The history of a document (article 19): everything that was done with it on one page, its named
//! versions, the difference of any two, and an old one as a new draft.

pub(crate) mod comparison;
pub(crate) mod console;
mod model;
pub(crate) mod store;
#[cfg(test)]
mod tests;

pub use model::{FileChange, Happening, Line, file_changes, folded};
pub use store::{
    RevisionLine, RevisionName, name_revision, names, restore_revision, revision_lines,
};
