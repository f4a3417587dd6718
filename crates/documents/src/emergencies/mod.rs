//! Emergencies: out at once with a reason, and flagged until another person has signed (article 22).

pub(crate) mod console;
mod store;

pub use store::{emergency_overdue, open, publish_in_emergency, sign_emergency};
