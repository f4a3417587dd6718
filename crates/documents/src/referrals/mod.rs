//! Referrals: what a reviewer doubts goes to the secrecy bureau and waits (article 36).

mod model;
mod store;

pub use model::{Decision, Referral, ReferralRefusal};
pub use store::{by_id, count_open, decide, of_submission, open};
