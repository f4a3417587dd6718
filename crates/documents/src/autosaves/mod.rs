//! Autosaves 自动保存 (articles 5, 6): what a person has typed and not saved yet, kept apart from
//! revisions and shown to nobody else. One for each opened form, so that none overwrites another;
//! saving a revision clears it.

pub(crate) mod console;
mod model;
pub(crate) mod resumed;
pub(crate) mod store;
#[cfg(test)]
mod tests;

pub use model::{Autosave, Place, Typed, may_go_on, moment_of};
pub use store::{by_code, clear, forget_older, keep, of_account, of_document, of_new};
