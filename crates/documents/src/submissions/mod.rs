//! Submissions 报送: a revision on its way through the chain of its column (articles 6, 19, 36).

mod chain;
pub(crate) mod console;
mod model;
mod record;
mod refusal;
pub(crate) mod store;
#[cfg(test)]
mod tests;

pub use chain::Chain;
pub use model::{
    Approved, Basis, Emergency, Facts, InReview, Published, Recalled, Referred, Returned, Signed,
    Submission,
};
pub use record::{AnySubmission, Broken, SubmissionRecord, SubmissionState};
pub use refusal::{EmergencyRefusal, RecallRefusal, SignRefusal, SubmitRefusal};
pub use store::{SubmitForm, by_id, newest_of_document, of_document, recall, submit};
