//! Chapter 8 安全防护: the journal as auditors read it, the queue and the nodes as operators see
//! them, and what watches from outside (articles 33–37).

mod anchor;
mod health;
pub mod jobs;
pub mod journal;
pub mod operations;

use platform::db::Schema;
use platform::migrations;
use structure::Chapter;

pub use anchor::last_anchor;
pub use health::{health_router, probe_router, recorder};

/// The tables of this chapter.
pub fn schema(schema: Schema) -> Schema {
    schema.with(migrations!["20261101060000_verifications"], &["verifications"])
}

/// The rooms of this chapter.
pub fn chapter() -> Chapter {
    journal::chapter().and(jobs::chapter()).and(operations::chapter())
}
