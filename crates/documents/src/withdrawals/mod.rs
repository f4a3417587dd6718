//! Withdrawals 撤稿: why a document was taken down, and what the public sees instead (article 19).

pub(crate) mod console;
mod model;
pub(crate) mod store;

pub use model::{Outcome, WithdrawForm, WithdrawRefusal, Withdrawal};
pub use store::{lift, of_document, open_of, withdraw};
