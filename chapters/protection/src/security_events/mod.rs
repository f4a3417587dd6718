//! Security events 安全事件 (articles 33, 35, 37): locks, failed sign-ins, refused rights, unmasked
//! personal data, signs of tampering, changes of keys, rights and accounts, for whoever looks after
//! security. Read from the journal; what comes in rows is shown as one line with its number.

mod console;
mod export;
mod model;
mod store;
#[cfg(test)]
mod tests;

use structure::{Chapter, Needs, Right};

pub use model::TAMPERING;

/// The room.
pub fn chapter() -> Chapter {
    let secure = Needs::Right(Right::ManageSessions);
    Chapter::new()
        .get("/security-events", secure, console::index)
        .get("/security-events/export/{format}", secure, export::file)
        .menu(
            "menu-security",
            "security-events-title",
            "/security-events",
            &[Right::ManageSessions],
        )
}
