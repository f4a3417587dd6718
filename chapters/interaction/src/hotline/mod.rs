//! Articles 14, 28: the interface for the hotline 12345 and other systems that answer people: they send
//! letters for callers under their own numbers, follow them, add what callers say, and rate.

pub(crate) mod incoming;
mod reach;
pub(crate) mod reading;
mod shapes;
pub(crate) mod speaking;
pub(crate) mod writing;

use structure::Chapter;

/// The rooms.
pub(crate) fn chapter() -> Chapter {
    Chapter::new()
        .public_get("/api/v1/cases", reading::list)
        .public_post("/api/v1/cases", writing::create)
        .public_get("/api/v1/cases/{receipt}", reading::show)
        .public_post("/api/v1/cases/{receipt}/additions", speaking::add)
        .public_post("/api/v1/cases/{receipt}/rating", speaking::rate)
}
