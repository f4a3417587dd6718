//! Should be public and is not 应公开未公开 (articles 15, 16; 《政府信息公开条例》第二十六条): documents that
//! are older than the norm allows and not live, documents that no list of the catalogue shows, and
//! statutory categories in which nothing stands. Computed, never typed in.

mod console;
mod export;
mod gathering;
mod model;
mod store;
#[cfg(test)]
mod tests;

pub use model::{Item, Reason};

use serde_json::{Value, json};
use structure::{Chapter, Needs, Right, Staff};

/// The rooms.
pub(crate) fn chapter() -> Chapter {
    let read = Needs::Right(Right::ReadDocuments);
    Chapter::new()
        .get("/unpublished", read, console::index)
        .get("/exports/unpublished/{format}", read, export::file)
        .menu("menu-documents", "unpublished-title", "/unpublished", &[Right::ReadDocuments])
}

/// The two lists that belong together.
pub(crate) fn tabs(staff: &Staff, current: &str) -> Vec<Value> {
    [("unpublished-title", "/unpublished"), ("withholdings-title", "/withholdings")]
        .map(|(name, url)| json!({ "name": staff.t(name), "url": url, "current": url == current }))
        .to_vec()
}
