//! Articles 5, 28: the handlers' desk in the console: what waits, by the colour of its deadline; the
//! page of a case with everything about it; the acts.

mod acts;
mod asides;
mod beside;
mod charts;
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

use structure::units::{Unit, UnitKind};
use structure::{Chapter, Needs, Right, Staff};
use web::Error;

pub use asides::{AsideFn, AsideFuture, CaseAsides};
pub use beside::{Beside, Shown};
pub(crate) use parts::unit_options;
pub use store::{CaseFilter, Pile, list};
pub use timeline::{Step, steps};

/// What concerns all units is for whoever supervises the government's, and with it all below.
pub(crate) fn supervises_all(staff: &Staff) -> Result<(), Error> {
    let scope = staff.scope(Right::SuperviseCases);
    let top = |unit: &&Unit| unit.parent_id.is_none() && unit.kind == UnitKind::Government;
    if staff.app.tree().units().iter().filter(top).any(|unit| scope.covers_unit(unit.id)) {
        return Ok(());
    }
    Err(structure::staff::out_of_scope(Right::SuperviseCases).into())
}

/// The rooms.
pub(crate) fn chapter() -> Chapter {
    let read = Needs::Right(Right::ReadCases);
    let handle = Needs::Right(Right::HandleCases);
    let supervise = Needs::Right(Right::SuperviseCases);
    Chapter::new()
        .get("/cases", read, inbox::index)
        .get("/cases/export/{format}", read, export::file)
        .get("/cases/topics", read, topics::show)
        .get("/cases/charts", read, charts::show)
        .get("/cases/charts/export/{format}", read, charts::file)
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
        .post("/cases/{receipt}/follow-up", read, acts::follow_up)
        .post("/cases/{receipt}/keeping", supervise, office_acts::keep)
        .post("/cases/{receipt}/release", supervise, office_acts::release)
        .menu("menu-cases", "cases-title", "/cases", &[Right::ReadCases])
        .menu("menu-cases", "topics-title", "/cases/topics", &[Right::ReadCases])
        .menu("menu-cases", "charts-title", "/cases/charts", &[Right::ReadCases])
        .menu("menu-cases", "workload-title", "/cases/workload", &[Right::ReadCases])
}
