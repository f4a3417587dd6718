//! The journal 流水 as auditors read it (articles 19, 33, 35, 37): filters, export, verification.

mod console;
mod export;
mod job;
mod store;
mod words;

use structure::{Chapter, Needs, Right};

/// The auditors' rooms.
pub fn chapter() -> Chapter {
    let read = Needs::Right(Right::ReadJournal);
    Chapter::new()
        .get("/journal", read, console::index)
        .get("/journal/export", read, export::csv)
        .post("/journal/verifications", read, console::verify)
        .job("verify_journal", job::run)
        .menu("menu-audit", "journal-title", "/journal", &[Right::ReadJournal])
}
