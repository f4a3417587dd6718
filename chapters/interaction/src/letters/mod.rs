//! Articles 28, 29: the letter, from its writer's side.

mod answering;
pub(crate) mod contacts;
mod draft;
mod form;
mod front;
mod holder_cookie;
mod mine;
mod offices;
mod page;
mod proving;
mod status;
mod writing;

use structure::Chapter;

pub(crate) use form::LONGEST;
pub(crate) use holder_cookie::cookie;
pub(crate) use mine::promise;
pub(crate) use offices::office;
pub(crate) use page::{place, private};

/// The rooms.
pub(crate) fn chapter() -> Chapter {
    Chapter::new()
        .public_get("/mailbox", front::show)
        .public_get("/mailbox/new", writing::blank)
        .public_post("/mailbox/new", writing::create)
        .public_get("/mailbox/status", status::blank)
        .public_post("/mailbox/status", status::look_up)
        .public_get("/mailbox/mine/{receipt}", mine::show)
        .public_get("/mailbox/mine/{receipt}/files/{file}", mine::file)
        .public_post("/mailbox/mine/{receipt}/additions", answering::add)
        .public_post("/mailbox/mine/{receipt}/withdrawal", answering::withdraw)
        .public_post("/mailbox/mine/{receipt}/rating", answering::rate)
        .public_post("/mailbox/mine/{receipt}/leaving", answering::leave)
}
