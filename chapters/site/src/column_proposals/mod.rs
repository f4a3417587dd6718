//! Columns and topics change by an approved proposal, in one step (articles 9, 11).

mod acts;
mod carrying_out;
mod change;
mod change_forms;
mod console;
mod model;
mod plan;
mod register;
mod store;
mod telling;
#[cfg(test)]
mod tests;

mod trees;

use platform::Fault;
use serde::Deserialize;
use structure::{App, Chapter, Needs, Right};

pub use acts::{approve, propose, submit};
pub use change::Change;
pub use model::{Proposal, ProposalForm, ProposalId, ProposalState};

/// The job that carries an approved proposal out on its day.
const CARRY_OUT: &str = "carry_out_proposal";

/// The rooms and the job.
pub(crate) fn chapter() -> Chapter {
    let propose = Needs::Right(Right::ProposeColumns);
    let decide = Needs::Right(Right::ManageColumns);
    Chapter::new()
        .get("/column-proposals", propose, register::index)
        .post("/column-proposals", propose, register::create)
        .get("/column-proposals/new", propose, register::new)
        .get("/column-proposals/{id}", propose, console::show)
        .get("/column-proposals/{id}/edit", propose, register::edit)
        .post("/column-proposals/{id}", propose, register::update)
        .get("/column-proposals/{id}/changes/{act}", propose, change_forms::new)
        .post("/column-proposals/{id}/changes/{act}", propose, change_forms::create)
        .post("/column-proposals/{id}/removals/{number}", propose, change_forms::remove)
        .post("/column-proposals/{id}/submission", propose, console::submit)
        .post("/column-proposals/{id}/withdrawal", propose, console::withdraw)
        .post("/column-proposals/{id}/decision", decide, console::decide)
        .job(CARRY_OUT, async |app: App, payload| {
            #[derive(Deserialize)]
            struct Which {
                id: ProposalId,
            }
            let which: Which = serde_json::from_value(payload)
                .map_err(|error| Fault::caused("read which proposal is due", error))?;
            carrying_out::on_its_day(&app, which.id).await
        })
        .menu("menu-portal", "proposals-title", "/column-proposals", &[Right::ProposeColumns])
}
