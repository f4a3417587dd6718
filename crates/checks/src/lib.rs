//! Checks before publication 发布前检查 (articles 6, 19, 36, 38; norms §9): wrong and sensitive words,
//! official style, personal data, marks of secrecy, links, accessibility. Offline, in the title, the
//! text, names of files and what is in them.
//!
//! A [`Paper`] is what is checked, a [`Rule`] what is looked for, a [`Hit`] what was found, a
//! [`Level`] what it asks. The crate knows no documents; the engine above asks it.

mod checker;
mod dictionary;
mod folded;
mod hit;
mod level;
pub mod levels;
mod paper;
mod rule;
mod rules;
mod shown;
#[cfg(test)]
mod tests;
mod trial;
pub mod word_lists;

use platform::db::Schema;
use platform::migrations;
use structure::{Chapter, Needs, Right};

pub use checker::{Checker, in_order};
pub use hit::Hit;
pub use level::Level;
pub use paper::{Paper, Piece, Place};
pub use rule::Rule;
pub use shown::shown;

/// Adds this crate's tables.
pub fn schema(schema: Schema) -> Schema {
    schema.with(migrations!["20261123140500_checks"], &[])
}

/// The rooms of lists and levels.
pub fn chapter() -> Chapter {
    let keep = Needs::Right(Right::MaintainChecks);
    Chapter::new()
        .get("/word-lists", keep, word_lists::console::index)
        .post("/word-lists", keep, word_lists::console::create)
        .get("/word-lists/new", keep, word_lists::console::new)
        .get("/word-lists/{id}", keep, word_lists::console::edit)
        .post("/word-lists/{id}", keep, word_lists::console::update)
        .get("/check-levels", keep, levels::console::edit)
        .post("/check-levels", keep, levels::console::update)
        .get("/check-trial", keep, trial::show)
        .post("/check-trial", keep, trial::create)
        .menu("menu-portal", "word-lists-title", "/word-lists", &[Right::MaintainChecks])
}
