//! Reviews 审核: one person's signature over the digest of one revision (articles 6, 19).

pub(crate) mod console;
mod model;
pub(crate) mod queue;
pub(crate) mod store;

pub use model::{Review, ReviewStep, Signature, Verdict};
pub use store::{ReviewForm, ReviewOutcome, of_submission, review};
