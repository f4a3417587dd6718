//! The case engine (articles 18, 28, 29, 32, 38): what citizens send and an office must answer in
//! time. A kind of case is a declaration; receipt, clocks, correspondence, transfer, review,
//! reminders, publication and the handlers' desk are the same for all.

pub mod cases;
pub mod clocks;
pub mod correspondence;
pub mod desk;
pub mod escalation_steps;
pub mod handling;
pub mod ids;
pub mod imports;
pub mod kinds;
pub mod likeness;
pub mod publications;
pub mod replies;
pub mod reply_templates;
mod retention;
pub mod sources;
mod stopped;

use platform::db::Schema;
use platform::migrations;
use structure::Chapter;

pub use handling::ensure_hourly;
pub use kinds::{CaseKind, CaseKinds, Clocks, ClosureReason};
pub use stopped::{Act, CaseRefusal, Stopped};

/// The tables of this crate.
pub fn schema(schema: Schema) -> Schema {
    schema.with(
        migrations![
            "20261123193000_cases",
            "20261128190000_case_imports",
            "20261128191000_calendar_years",
            "20261128204500_reply_templates",
            "20261129010000_case_retention"
        ],
        &["case_counters"],
    )
}

/// The rooms and jobs of this crate.
pub fn chapter() -> Chapter {
    clocks::chapter()
        .and(escalation_steps::chapter())
        .and(imports::chapter())
        .and(desk::chapter())
        .and(retention::chapter())
        .and(reply_templates::chapter())
        .job(handling::TEND, async |app: structure::App, _| {
            handling::ensure_hourly(&app).await?;
            handling::escalate(&app).await
        })
}

/// Public pages that show numbers or published cases of a kind carry this tag.
pub fn statistics_tag(kind: &str) -> String {
    format!("cases-{kind}")
}
