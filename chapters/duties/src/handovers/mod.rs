//! Hand-over 工作移交 (article 7): when a liaison leaves, what lies open on their desk passes to who comes,
//! in one act, with a receipt.

mod acts;
mod console;
mod model;
mod store;

use structure::{Chapter, Needs, Right};

pub use store::{handed_to, passed_on};

/// The rooms.
pub(crate) fn chapter() -> Chapter {
    let file = Needs::Right(Right::FileStaff);
    Chapter::new()
        .get("/handovers/new", file, console::new)
        .post("/handovers", file, console::create)
        .get("/handovers/{id}", Needs::Right(Right::ReadDocuments), console::show)
}
