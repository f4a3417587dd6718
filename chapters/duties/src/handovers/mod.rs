//! Hand-over 工作移交 (article 7): when a liaison leaves, what lies open on their desk passes to who comes,
//! in one act, with a receipt. What the unit owes is listed with it.

mod acts;
mod console;
mod model;
mod store;
mod unit_work;

use structure::{Chapter, Needs, Right};

pub use model::{Piece, Work};
pub use store::{handed_to, passed_on};
pub use unit_work::UnitWork;

/// The rooms.
pub(crate) fn chapter() -> Chapter {
    let file = Needs::Right(Right::FileStaff);
    Chapter::new()
        .get("/handovers/new", file, console::new)
        .post("/handovers", file, console::create)
        .get("/handovers/{id}", Needs::Right(Right::ReadDocuments), console::show)
}
