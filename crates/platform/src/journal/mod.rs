//! The journal 流水: every committed change, written in the same transaction, chained so that
//! nothing can be altered unseen (articles 19, 33, 35, 37). It is proof and feed, not the truth:
//! the tables are (ADR 3).

mod chain;
mod entry;
mod follow;
mod read;
#[cfg(test)]
mod tests;
mod verify;

pub use chain::JournalKey;
pub(crate) use chain::chain_onto;
pub use entry::{Actor, Change, Entry, EntryRecord, Subject};
pub use follow::{Follower, Followers, Position};
pub use read::{EntryFilter, entries_after, find_entries};
pub use verify::{Finding, Verification, verify};
