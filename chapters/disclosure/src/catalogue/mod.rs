//! The catalogue 公开目录 (articles 15, 16): everything that is open, by category, subject, unit, year,
//! validity and kind, each with a count that is true under what else was chosen.

mod asked;
mod copy;
mod counting;
mod entry;
mod facets;
mod look_up;
mod public;
mod reach;
mod rows;
mod store;
#[cfg(test)]
mod tests;

pub use copy::{Catalogue, Entries};
pub use entry::Entry;
pub(crate) use reach::{Reach, list_tags};

use structure::Chapter;

/// The rooms.
pub(crate) fn chapter() -> Chapter {
    Chapter::new()
        .public_get("/catalogue", public::show)
        .public_get("/catalogue/units/{code}", public::of_unit)
        .public_get("/catalogue/look-up", look_up::show)
}
