//! Claims 认领 (article 19): a reviewer tells colleagues that a step is in their hands, and by when. A
//! claim shuts nobody out: whoever may sign still may, and may take it over.

pub(crate) mod console;
mod model;
pub(crate) mod store;
#[cfg(test)]
mod tests;

pub use model::{Claim, ClaimRefusal, Urgency, due_of, urgency};
pub use store::{claim, last_signatures, of_submissions, release};
