//! Nightly sweeps 全站检查 (articles 19, 36): everything published is checked again, with the words and
//! rules of the day; what is found stands in a register and on the desk of the unit.

mod console;
mod jobs;
mod store;

use structure::{Chapter, Needs, Right};

pub use store::{Found, SweepResult, count_found, last};

/// The kind of job that sweeps a stretch of documents.
pub const SWEEP: &str = "sweep_published";

/// The register and the job.
pub fn chapter() -> Chapter {
    Chapter::new()
        .get("/sweeps", Needs::Right(Right::ReadDocuments), console::index)
        .post("/sweeps", Needs::Right(Right::MaintainChecks), console::create)
        .job(SWEEP, async |app, payload| jobs::sweep(&app, &payload).await)
        .menu("menu-documents", "sweeps-title", "/sweeps", &[Right::ReadDocuments])
}
