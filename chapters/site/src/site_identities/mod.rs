//! Site identity register 网站标识登记 (article 8): site code, filings, protection grade, certificates,
//! domains, sponsor and contact of each site, each with its document, who answers for it and how long
//! it holds. The footer of every page is rendered from it.

mod acts;
mod console;
mod domains;
mod forms;
mod model;
mod norms;
mod reminders;
mod shown;
mod store;
#[cfg(test)]
mod tests;

use structure::{App, Chapter, Needs, Right};

pub use acts::{Act, Stopped, adopt, register};
pub use model::{Item, ItemForm, ItemId, Kind};
pub use reminders::ensure_hourly;

/// The job that lets items begin and lapse on their day, and reminds of those that end soon.
const TEND: &str = "tend_site_identities";

/// The rooms and the job.
pub(crate) fn chapter() -> Chapter {
    let read = Needs::Right(Right::ReadDocuments);
    let keep = Needs::Right(Right::ManageSites);
    Chapter::new()
        .get("/site-identities", read, console::index)
        .get("/site-identities/new/{site}/{kind}", keep, forms::new)
        .post("/site-identities/new/{site}/{kind}", keep, forms::create)
        .get("/site-identities/{id}", read, console::show)
        .get("/site-identities/{id}/edit", keep, forms::edit)
        .post("/site-identities/{id}", keep, forms::update)
        .get("/site-identities/{id}/ending", keep, forms::ending)
        .post("/site-identities/{id}/ending", keep, forms::end)
        .job(TEND, async |app: App, _| {
            ensure_hourly(&app).await?;
            reminders::tend(&app).await
        })
        .menu("menu-portal", "identity-title", "/site-identities", &[Right::ManageSites])
}
