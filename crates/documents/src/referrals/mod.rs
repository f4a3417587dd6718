//! Referrals: what a reviewer doubts goes to the secrecy bureau and waits (article 36).

pub(crate) mod console;
mod model;
mod store;

pub use model::{Decision, Referral, ReferralRefusal};
pub use store::{
    by_id, count_decided, count_open, decide, decided, newest_of_document, of_submission, open,
};
pub(crate) use store::{has_secret_decision, is_held_secret};
