//! Unit leaders 分管领导, liaisons 维护联络员 and editors of every unit, on file; changes are filed by the unit
//! 报备 and acknowledged by the e-government office (article 7).

mod acts;
mod contacts;
mod export;
mod filing_page;
mod forms;
mod model;
mod person_page;
mod public;
mod register;
mod reminders;
mod standing;
mod store;
mod telling;
#[cfg(test)]
mod tests;

use structure::{App, Chapter, Needs, Right};

pub use acts::{acknowledge, enter, file};
pub use contacts::Contacts;
pub use model::{Coming, Filing, FilingForm, FilingId, FilingState, Person, PersonId, Post};
pub use reminders::ensure_hourly;
pub use standing::{Lack, lacking};
pub use store::{filing as filing_of, filings_waiting, people, person as person_of};

/// The job that looks for units without a leader or liaison.
const REMIND: &str = "remind_of_staff";

/// The rooms and the job.
pub(crate) fn chapter() -> Chapter {
    let read = Needs::Right(Right::ReadDocuments);
    let file = Needs::Right(Right::FileStaff);
    let keep = Needs::Right(Right::AcknowledgeStaff);
    Chapter::new()
        .public_get("/unit-contacts", public::show)
        .get("/unit-staff", read, register::index)
        .get("/unit-staff/export/{format}", read, export::file)
        .get("/unit-staff/{unit}", read, register::show)
        .get("/unit-staff/{unit}/new", file, forms::new)
        .post("/unit-staff/{unit}/filings", file, forms::create)
        .get("/unit-staff/{unit}/people/{id}", read, person_page::show)
        .post("/unit-staff/{unit}/people/{id}/revealing", file, person_page::reveal)
        .get("/staff-filings", read, filing_page::index)
        .get("/staff-filings/{id}", read, filing_page::show)
        .post("/staff-filings/{id}/decision", keep, filing_page::decide)
        .post("/staff-filings/{id}/withdrawal", file, filing_page::withdraw)
        .job(REMIND, async |app: App, _| {
            ensure_hourly(&app).await?;
            reminders::remind(&app).await
        })
        .menu("menu-portal", "unit-staff-title", "/unit-staff", &[Right::FileStaff])
}
