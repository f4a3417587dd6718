//! Where somebody's mail goes: an address proved by a code that was sent to it.

mod console;
mod model;
pub(crate) mod store;

pub(crate) use model::draw_code;

use structure::{Chapter, Needs};

/// The rooms of one's own address.
pub fn chapter() -> Chapter {
    Chapter::new()
        .post("/account/notices/address", Needs::Session, console::create)
        .post("/account/notices/address/verification", Needs::Session, console::verify)
        .post("/account/notices/address/removal", Needs::Session, console::remove)
}
