//! Verifications 流水核对 (articles 33, 35, 37): the chain is walked and every row compared, nightly
//! and whenever an auditor asks, and the head is anchored outside the database.

mod console;
mod jobs;
mod live;
mod model;
mod store;
#[cfg(test)]
mod tests;

use structure::{Chapter, Needs, Right};

pub use live::verify_live;
pub use store::{chain_state, last};

use crate::nightly::{ANCHOR, VERIFY};

/// The auditors' rooms.
pub fn chapter() -> Chapter {
    let read = Needs::Right(Right::ReadJournal);
    Chapter::new()
        .get("/journal/verifications", read, console::index)
        .post("/journal/verifications", read, console::create)
        .get("/journal/verifications/{id}", read, console::show)
        .job(VERIFY, async |app, _| jobs::verify(&app).await)
        .job(ANCHOR, async |app, _| jobs::anchor(&app).await)
        .menu(
            "menu-audit",
            "verification-register",
            "/journal/verifications",
            &[Right::ReadJournal],
        )
}
