//! A document's page, its attachments, and what is seen where a document was withdrawn
//! (articles 12, 16, 21).

pub mod attachments;
pub mod public;
mod withdrawn;

pub use withdrawn::withdrawn;
