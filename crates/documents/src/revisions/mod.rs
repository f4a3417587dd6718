//! Revisions 修订: immutable states of a document's content, each with its digest (article 19).

pub(crate) mod console;
mod model;
mod store;
#[cfg(test)]
mod tests;

pub use console::{Preview, PreviewOf, framed};
pub use kinds::{Attachment, AttachmentRole, Content, attachment_code};
pub use model::Revision;
pub(crate) use store::{NewRevision, by_ids, insert, row_of};
pub(crate) use store::{authors_since_live, in_tx};
pub use store::{by_id, by_number, list};
