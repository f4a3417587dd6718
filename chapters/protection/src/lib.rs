//! Chapter 8 安全防护: the journal as auditors read it, the queue and the nodes as operators see
//! them, and what watches from outside (articles 33–37).

mod anchor;
pub mod backups;
mod health;
pub mod jobs;
pub mod journal;
mod leftovers;
mod listing;
pub mod mirror;
mod nightly;
pub mod operations;
mod sums;
#[cfg(test)]
mod testing;
pub mod verifications;

use platform::db::Schema;
use platform::migrations;
use structure::Chapter;

pub use anchor::last_anchor;
pub use health::{begin_drain, health_router, probe_router, recorder};
pub use nightly::ensure_nightly;
pub use verifications::verify_live;

/// The tables of this chapter.
pub fn schema(schema: Schema) -> Schema {
    schema.with(migrations!["20261101060000_verifications"], &["verifications"])
}

/// The rooms of this chapter.
pub fn chapter() -> Chapter {
    journal::chapter()
        .and(verifications::chapter())
        .and(jobs::chapter())
        .and(operations::chapter())
        .and(leftovers::chapter())
}
