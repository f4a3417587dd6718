//! Articles 28, 29: a telephone or mailbox of somebody outside, and the code that proves it is theirs.
//! Nothing here knows who has an account or a case: every contact is answered the same.

mod code;
mod model;
mod sending;
mod store;

pub use code::CodeRefusal;
pub use model::{Contact, ContactWay};
pub use sending::{prove, send_code, ways};
pub(crate) use store::forget_old;
