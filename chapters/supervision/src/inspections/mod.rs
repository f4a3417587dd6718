//! Inspections 日常巡检 (article 26, 国办秘函〔2019〕19号): every night, and whenever the portal office asks;
//! each finding is a task of the unit that owns the page, until an inspection no longer finds it.

mod console;
mod curve;
mod export;
mod jobs;
mod looks;
mod model;
mod owners;
mod sheet;
mod store;
mod telling;

use axum::Router;
use structure::{App, Chapter, Needs, Right};

pub use looks::ensure_hourly;
pub use model::{Inspection, InspectionId, Sheet, TrackedFinding};
pub use store::open_of_unit;

/// The kind of job that inspects.
pub const INSPECT: &str = "inspect_site";

/// What answers visitors, for an inspector that visits in process.
#[derive(Clone, Copy)]
pub struct VisitorPages(pub fn(&App) -> Router);

/// The rooms and the job.
pub(crate) fn chapter() -> Chapter {
    let read = Needs::Right(Right::ReadDocuments);
    Chapter::new()
        .get("/inspections", read, console::index)
        .post("/inspections", Needs::Right(Right::MaintainChecks), console::create)
        .get("/inspections/{id}", read, sheet::show)
        .get("/inspections/{id}/export/{format}", read, export::file)
        .job(looks::LOOK, async |app: App, _| looks::look(&app).await)
        .job(INSPECT, async |app: App, payload| jobs::run(&app, &payload).await)
        .menu("menu-portal", "inspections-title", "/inspections", &[Right::ReadDocuments])
}
