//! Lists of documents (articles 5, 6): the console's list within rights, the same as a file, lists kept
//! under a name, and the columns that somebody looks at.

mod asked;
mod console;
mod exports;
mod list_columns;
mod saved_lists;

pub(crate) use asked::Asked;

use structure::{Chapter, Needs, Right};

/// The list's rooms.
pub fn chapter() -> Chapter {
    let read = Needs::Right(Right::ReadDocuments);
    Chapter::new()
        .get("/documents", read, console::index)
        .post("/list-columns", read, list_columns::choose)
        .get("/saved-lists", read, saved_lists::console::index)
        .post("/saved-lists", read, saved_lists::console::create)
        .post("/saved-lists/{id}/removal", read, saved_lists::console::remove)
        .get("/exports/documents/{format}", read, exports::documents)
}
