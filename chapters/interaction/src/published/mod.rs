//! Articles 28, 29: letters that everybody may read, by theme and unit, and the numbers.

mod lists;
mod statistics;

use structure::Chapter;

pub(crate) use lists::{item, theme_links};
pub(crate) use statistics::year_start;

/// The rooms.
pub(crate) fn chapter() -> Chapter {
    Chapter::new()
        .public_get("/mailbox/letters", lists::index)
        .public_get("/mailbox/letters/{receipt}", lists::show)
        .public_get("/mailbox/statistics", statistics::show)
}
