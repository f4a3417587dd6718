//! The desk 工作台 (article 5): what waits for this person, what they sent off, what came back, what is
//! about to be late, how their unit's columns are. Every number leads to exactly what it counts.

mod columns;
mod console;
mod dressing;
mod health;
mod lists;
mod model;
mod outdated;
mod store;
#[cfg(test)]
mod tests;
mod unit_staff;

use structure::{Chapter, Needs};

/// The desk's rooms.
pub fn chapter() -> Chapter {
    Chapter::new()
        .get("/", Needs::Session, console::show)
        .get("/desk/{list}", Needs::Session, console::list)
        .menu("menu-documents", "desk-title", "/", &[])
}
