//! Articles 14, 29: letters of other systems come in from a workbook: a person confirms which column
//! is what, a trial run shows every row that can't be read, and each row is one case, once.

mod columns;
mod console;
mod landing;
mod mapping;
mod page;
mod reading;
mod rejects;
mod report;
mod running;
mod store;

use structure::{Chapter, Needs, Right};

pub use columns::{Field, Use};
pub use mapping::{Mapping, Unanswered, Undated};
pub use reading::{Incoming, Reader, Refused, Sheet, sheets};
pub use rejects::rejects;
pub use report::{Report, trial};
pub use running::{Brought, bring, run};
pub use store::{ImportRecord, ImportState, NewImport};

/// The kind of job that brings cases in.
const JOB: &str = "import_cases";

/// The rooms and the job.
pub(crate) fn chapter() -> Chapter {
    let supervise = Needs::Right(Right::SuperviseCases);
    Chapter::new()
        .get("/cases/imports", supervise, console::index)
        .get("/cases/imports/new", supervise, console::blank)
        .post("/cases/imports", supervise, console::create)
        .get("/cases/imports/{id}", supervise, console::show)
        .post("/cases/imports/{id}/mapping", supervise, console::map)
        .post("/cases/imports/{id}/run", supervise, console::begin)
        .get("/cases/imports/{id}/rejects", supervise, rejects::file)
        .menu("menu-cases", "imports-title", "/cases/imports", &[Right::SuperviseCases])
        .job(JOB, async |app: structure::App, payload| running::job(&app, &payload).await)
}
