//! The desk 工作台 (article 5): what waits for this person, what they sent off, what came back.

mod console;

use structure::{Chapter, Needs};

/// The desk's room.
pub fn chapter() -> Chapter {
    Chapter::new().get("/", Needs::Session, console::show).menu(
        "menu-documents",
        "desk-title",
        "/",
        &[],
    )
}
