//! The queue of jobs as operators see it (articles 13, 33): what waits, what failed and why.

mod console;
mod store;
#[cfg(test)]
mod tests;

use structure::{Chapter, Needs, Right};

pub use console::job_name;
pub use store::{QueueAge, queue_age};

/// The operators' rooms.
pub fn chapter() -> Chapter {
    let operate = Needs::Right(Right::Operate);
    Chapter::new()
        .get("/jobs", operate, console::index)
        .post("/jobs/{id}/retry", operate, console::retry)
        .menu("menu-system", "jobs-title", "/jobs", &[Right::Operate])
}
