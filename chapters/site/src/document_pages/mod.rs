//! A document's page, its attachments, and what is seen where a document was withdrawn
//! (articles 12, 16, 21).

pub mod attachments;
mod changes;
mod preview;
pub mod public;
pub mod values;
mod withdrawn;

pub use preview::preview;
pub use withdrawn::withdrawn;
