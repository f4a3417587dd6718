//! Policies and their interpretations 政策与解读 (articles 20, 21): a column may demand that a policy
//! goes live with an interpretation or a dated promise of one; the two go live together and may be
//! withdrawn together.

pub(crate) mod console;
mod joint;
mod promises;
pub(crate) mod register;
mod store;
#[cfg(test)]
mod tests;
mod waiting;

pub(crate) use joint::{publish_or_wait, withdraw_interpretations};
pub(crate) use promises::keep;
pub use promises::{Promise, PromiseForm, PromiseRefusal, promise};
pub use register::{Line, owed};
pub use store::{is_answered, open_promises, promise_of};
pub use waiting::Waits;
