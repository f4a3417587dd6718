//! Articles 5, 28: the handlers' desk in the console: what waits, by the colour of its deadline; the
//! page of a case with everything about it; the acts.

mod acts;
mod asides;
mod beside;
mod export;
mod hints;
mod inbox;
mod listing;
mod office_acts;
mod page;
mod parts;
mod room;
mod store;
mod timeline;
mod topics;
mod workload;

use structure::{Chapter, Needs, Right};

pub use asides::{AsideFn, AsideFuture, CaseAsides};
pub use beside::{Beside, Shown};
pub(crate) use parts::unit_options;
pub use store::{CaseFilter, Pile, list};
pub use timeline::{Step, steps};

/// The rooms.
pub(crate) fn chapter() -> Chapter {
    let read = Needs::Right(Right::ReadCases);
    let handle = Needs::Right(Right::HandleCases);
    let supervise = Needs::Right(Right::SuperviseCases);
    Chapter::new()
        .get("/cases", read, inbox::index)
        .get("/cases/export/{format}", read, export::file)
        .get("/cases/topics", read, topics::show)
        .get("/cases/workload", read, workload::show)
        .get("/cases/{receipt}", read, page::show)
        .get("/cases/{receipt}/files/{file}", read, page::file)
        .post("/cases/{receipt}/acceptance", handle, acts::accept)
        .post("/cases/{receipt}/transfers", handle, acts::transfer)
        .post("/cases/{receipt}/questions", handle, acts::ask)
        .post("/cases/{receipt}/resumption", handle, acts::resume)
        .post("/cases/{receipt}/replies", handle, acts::propose)
        .post("/cases/{receipt}/closure", handle, acts::close)
        .post("/cases/{receipt}/reopening", handle, acts::reopen)
        .post("/cases/{receipt}/assists", handle, acts::ask_assist)
        .post("/cases/{receipt}/assists/{id}/answer", handle, acts::answer_assist)
        .post("/cases/{receipt}/remarks", read, acts::remark)
        .post("/cases/{receipt}/review", Needs::Right(Right::ReviewReplies), office_acts::review)
        .post("/cases/{receipt}/extension", read, office_acts::extend)
        .post("/cases/{receipt}/reminders", supervise, office_acts::remind)
        .post("/cases/{receipt}/merge", supervise, office_acts::merge)
        .post("/cases/{receipt}/reveals", read, office_acts::reveal)
        .post("/cases/{receipt}/publication", supervise, office_acts::publish)
        .post("/cases/{receipt}/unpublication", supervise, office_acts::unpublish)
        .menu("menu-cases", "cases-title", "/cases", &[Right::ReadCases])
        .menu("menu-cases", "topics-title", "/cases/topics", &[Right::ReadCases])
        .menu("menu-cases", "workload-title", "/cases/workload", &[Right::ReadCases])
}
