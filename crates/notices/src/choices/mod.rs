//! What somebody wants to be told by which way.

mod console;
mod store;

use structure::{Chapter, Needs};

pub(crate) use console::page;
pub(crate) use store::Choices;

/// One's own page of choices.
pub fn chapter() -> Chapter {
    Chapter::new().get("/account/notices", Needs::Session, console::show).post(
        "/account/notices",
        Needs::Session,
        console::update,
    )
}
