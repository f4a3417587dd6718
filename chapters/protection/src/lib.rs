//! Chapter 8 安全防护: the journal as auditors read it, the queue and the nodes as operators see
//! them, and what watches from outside (articles 33–37).

mod alerts;
mod anchor;
mod availability;
pub mod backups;
mod health;
pub mod jobs;
pub mod journal;
mod leftovers;
mod listing;
pub mod mirror;
mod nightly;
pub mod operations;
mod security_events;
mod sums;
#[cfg(test)]
mod testing;
pub mod verifications;
mod watch;

use platform::db::Schema;
use platform::migrations;
use structure::Chapter;

pub use anchor::last_anchor;
pub use health::{begin_drain, health_router, probe_router, recorder};
pub use nightly::ensure_nightly;
pub use verifications::verify_live;
pub use watch::{Beating, Pulse};

/// The tables of this chapter.
pub fn schema(schema: Schema) -> Schema {
    schema.with(
        migrations!["20261101060000_verifications", "20261129051000_watch"],
        &["verifications", "nodes", "watch_turns", "availability_probes", "availability_days"],
    )
}

/// The rooms of this chapter.
pub fn chapter() -> Chapter {
    journal::chapter()
        .and(verifications::chapter())
        .and(jobs::chapter())
        .and(operations::chapter())
        .and(alerts::chapter())
        .and(security_events::chapter())
        .and(leftovers::chapter())
}
