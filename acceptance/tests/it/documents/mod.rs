//! Documents from draft to public page and back.

mod autosaves;
mod bulk_acts;
mod checks;
mod claims;
mod comments;
mod edit_locks;
mod emergencies;
mod exports;
mod history;
mod hostile_files;
mod keeping;
mod merges;
mod moves;
mod pairing;
mod previews;
mod readings;
mod referrals;
pub mod reviews;
mod sharing;
mod taking;
mod timers;
mod withdrawals;
