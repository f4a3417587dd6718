//! The catalogue of services 服务目录 (articles 23, 25, 26): every guide by life event of people and
//! enterprises, by subject, by office, by type of item, and by the first letter of its name.

mod axes;
mod events;
mod model;
mod public;
mod store;
#[cfg(test)]
mod tests;

use structure::Chapter;

/// Its rooms.
pub(crate) fn chapter() -> Chapter {
    Chapter::new()
        .public_get("/services", public::index)
        .public_get("/services/all", public::all)
        .public_get("/services/{axis}/{code}", public::show)
}
