//! Articles 28, 29: accounts of citizens without passwords: whoever proves a telephone or mailbox sees
//! every letter on which it was proved, also those written before. An account is nothing but that.

mod pages;
mod sessions;
mod signing_in;
mod store;

use structure::Chapter;

pub(crate) use sessions::{contact_of, leave, owns};

/// The rooms.
pub(crate) fn chapter() -> Chapter {
    Chapter::new()
        .public_get("/mailbox/account", pages::show)
        .public_post("/mailbox/account/codes", signing_in::send)
        .public_post("/mailbox/account/session", signing_in::enter)
        .public_post("/mailbox/account/leaving", signing_in::leave)
        .public_post("/mailbox/account/removal", signing_in::remove)
}
