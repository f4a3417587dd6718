//! Articles 28, 29: reply templates 答复模板, of a unit or of the whole district: kept by those who
//! answer, put into an answer with one act, with the case's own number, unit and deadline filled in.

mod console;
mod edit;
mod model;
mod offered;
mod store;

use structure::{Chapter, Needs, Right};

pub use model::{NAME, ReplyTemplate, TemplateForm, filled};
pub(crate) use offered::{offered, used};
pub use store::insert;

/// The rooms.
pub(crate) fn chapter() -> Chapter {
    let handle = Needs::Right(Right::HandleCases);
    Chapter::new()
        .get("/reply-templates", handle, console::index)
        .get("/reply-templates/new", handle, edit::new)
        .post("/reply-templates", handle, edit::create)
        .get("/reply-templates/{id}", handle, edit::show)
        .post("/reply-templates/{id}", handle, edit::update)
        .post("/reply-templates/{id}/removal", handle, edit::remove)
        .menu("menu-cases", "reply-templates-title", "/reply-templates", &[Right::HandleCases])
}
