//! The documents engine 稿件 (articles 4, 6, 19, 20, 22, 36): a document is written as immutable
//! revisions, reviewed by signatures over the digest of one of them, and published by the act of an
//! approved revision. Kinds are declarations that the chapters bring.

pub mod addresses;
pub mod autosaves;
pub mod checking;
pub mod claims;
pub mod comments;
mod context;
pub mod documents;
pub mod edit_locks;
pub mod emergencies;
pub mod history;
pub mod ids;
pub mod imports;
pub mod index_numbers;
pub mod jobs;
pub mod listing;
pub mod live;
mod media_uses;
pub mod merges;
pub mod pairing;
pub mod placements;
pub mod previews;
pub mod publications;
pub mod referrals;
pub mod reviews;
pub mod revisions;
pub mod room;
mod rooms;
pub mod slips;
mod stopped;
pub mod submissions;
pub mod tags;
#[cfg(test)]
mod tests;
pub mod waiting;
pub mod withdrawals;

use platform::db::Schema;
use platform::migrations;

pub use context::{Context, DocumentSettings};
pub use kinds;
pub use rooms::chapter;
pub use stopped::{Act, Stopped, Why};

/// Adds the engine's tables to a schema that has the structure's.
pub fn schema(schema: Schema) -> Schema {
    schema.with(
        migrations![
            "20261101030000_documents",
            "20261123124500_comments",
            "20261123130500_revision_names",
            "20261123131500_previews",
            "20261123132000_interpretation_promises",
            "20261123132500_claims",
            "20261123160500_autosaves",
            "20261123141000_check_waivers",
            "20261123163500_edit_locks",
            "20261123200000_documents_by_published",
            "20261129053000_documents_of_unit",
            "20261129083000_documents_of_kind",
        ],
        &["autosaves", "edit_locks", "presences"],
    )
}
