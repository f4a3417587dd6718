//! Articles 29, 38: when what is overdue goes to whom 督办: to whoever handles it, to whoever leads them,
//! to the office; laid down in the console.

mod console;
mod model;
mod store;

use structure::{Chapter, Needs, Right};

pub use model::{EscalationStep, Told, passed};
pub use store::{ensure_first, steps};

/// The rooms.
pub(crate) fn chapter() -> Chapter {
    let supervise = Needs::Right(Right::SuperviseCases);
    Chapter::new()
        .get("/cases/escalation-steps", supervise, console::show)
        .post("/cases/escalation-steps", supervise, console::change)
        .menu("menu-cases", "escalation-title", "/cases/escalation-steps", &[Right::SuperviseCases])
}
