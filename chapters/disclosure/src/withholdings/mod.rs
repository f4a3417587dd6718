//! Not to be disclosed 不予公开 (articles 15, 16: openness is the rule): on a ground of the law, said
//! by the unit that answers for a document and confirmed by the portal office.

mod acts;
mod console;
mod grounds;
mod list;
mod model;
mod store;
#[cfg(test)]
mod tests;

pub use acts::{Stopped, propose};
pub use grounds::ground_name;
pub use model::{Grounded, Withholding, WithholdingId, WithholdingRefusal, WithholdingState};
pub(crate) use store::open_by_document;

use structure::{Chapter, Needs, Right};

/// The rooms.
pub(crate) fn chapter() -> Chapter {
    let read = Needs::Right(Right::ReadDocuments);
    Chapter::new()
        .get("/withholdings", read, list::index)
        .get("/withholdings/new", Needs::Right(Right::WriteDocuments), console::new)
        .post("/withholdings", Needs::Right(Right::WriteDocuments), console::create)
        .get("/withholdings/{id}", read, console::show)
        .post("/withholdings/{id}/decision", Needs::Right(Right::ManageColumns), console::decide)
}
