//! What waits for a person (article 5): steps to sign, own drafts and returns, own submissions under
//! way.

mod store;

pub use store::{
    DeskDocument, DeskSubmission, all_in_review, count_waiting, my_drafts, my_returned,
    my_submissions, scheduled, waiting,
};
