//! Article 28 and the law on personal information (articles 19 and 47): who sent a case is kept as
//! long as its record must be, and forgotten then. What was asked and answered stays, with every
//! number masked; what is published stays as it is, for it was masked before.

mod console;
mod erasing;
mod keeping;
mod store;

use structure::{App, Chapter, Needs, Right};

pub(crate) use keeping::{keep, release};

/// The kind of job that forgets what is due.
const ERASE: &str = "erase_holders";

/// The room and the job.
pub(crate) fn chapter() -> Chapter {
    Chapter::new()
        .get("/cases/retention", Needs::Right(Right::SuperviseCases), console::index)
        .menu("menu-cases", "retention-title", "/cases/retention", &[Right::SuperviseCases])
        .job(ERASE, async |app: App, _| erasing::erase_due(&app).await)
}
