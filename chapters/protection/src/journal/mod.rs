//! The journal 流水 as auditors read it (articles 19, 33, 35, 37): filters, single entries, export.

mod console;
mod csv_cell;
mod entry_console;
mod export;
mod filters;
mod model;
mod names;
mod store;
#[cfg(test)]
mod tests;
mod verbs;
mod words;

use structure::{Chapter, Needs, Right};

pub(crate) use model::read_day;
pub(crate) use names::Names;
pub(crate) use store::note_export;
pub(crate) use words::Words;

/// The auditors' rooms.
pub fn chapter() -> Chapter {
    let read = Needs::Right(Right::ReadJournal);
    Chapter::new()
        .get("/journal", read, console::index)
        .get("/journal/export", read, export::csv)
        .get("/journal/entries/{seq}", read, entry_console::show)
        .menu("menu-audit", "journal-title", "/journal", &[Right::ReadJournal])
}
