//! Articles 28, 29: the answer 答复. It is written by one and reviewed by another before it leaves.

mod model;
mod store;

pub use model::{Reply, ReplyState, Verdict};
pub use store::{addressed, delivered, propose, replies_of, review};
