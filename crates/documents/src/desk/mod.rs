//! What waits for a person (article 5): steps to sign, own drafts and returns, own submissions under
//! way.

mod console;
mod store;

use structure::{Chapter, Needs};

pub use store::{
    DeskDocument, DeskSubmission, count_waiting, my_drafts, my_returned, my_submissions, waiting,
};

/// The desk's room.
pub fn chapter() -> Chapter {
    Chapter::new().get("/", Needs::Session, console::show).menu(
        "menu-documents",
        "desk-title",
        "/",
        &[],
    )
}
