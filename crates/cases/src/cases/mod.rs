//! Articles 18, 28, 29: the case itself: its record, its states as types, its receipt, its holder.

mod holder;
mod model;
mod opening;
pub(crate) mod receipt;
mod state;
pub(crate) mod store;
mod typed;

pub use holder::{Holder, masked_name};
pub use model::{CaseRecord, Closure};
pub(crate) use opening::open_for;
pub use opening::{OpenForm, Opened, open, open_with};
pub(crate) use receipt::content_mark;
pub use receipt::{FormKey, HolderSecret};
pub use state::CaseState;
pub use store::{by_id, by_receipt, of_holder, proved};
pub use typed::{
    Accepted, Answered, AnyCase, Case, Closed, InReview, Movable, Received, Waiting, Withdrawable,
};

#[cfg(test)]
pub(crate) mod tests;
