//! Lists of documents (articles 5, 6): the console's list within rights, and the same as a file.

mod console;
mod exports;

pub(crate) use console::Asked;
pub(crate) use exports::as_file;

use structure::{Chapter, Needs, Right};

/// The list's rooms.
pub fn chapter() -> Chapter {
    let read = Needs::Right(Right::ReadDocuments);
    Chapter::new().get("/documents", read, console::index).get(
        "/exports/documents/{format}",
        read,
        exports::documents,
    )
}
