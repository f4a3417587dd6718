//! Corrections 纠错 (article 38; norm 纠错: accepted within one working day, answered within three): a
//! reader marks what is wrong in a page, without an account; it becomes a case of the page's unit,
//! linked to the document, and to the revision that mended it.

mod aside;
mod fixing;
mod form;
mod kind;
mod limits;
mod numbers;
mod place;
mod status;
mod store;
mod writing;

use structure::{Chapter, Needs, Right};

pub use aside::aside;
pub use kind::{CORRECTIONS, corrections};
pub use place::{CorrectionPlace, Reported};
pub use store::place_row;

/// The rooms.
pub(crate) fn chapter() -> Chapter {
    Chapter::new()
        .public_get("/correction-reports", numbers::show)
        .public_get("/correction-reports/new", writing::blank)
        .public_post("/correction-reports/new", writing::create)
        .public_get("/correction-reports/status", status::blank)
        .public_post("/correction-reports/status", status::look_up)
        .post("/correction-reports/{receipt}/fix", Needs::Right(Right::HandleCases), fixing::create)
}
