//! Bulk acts 批量办理 (articles 5, 6, 19): one thing done to many documents, each in its own transaction by
//! the engine's own rules, in the rights of whoever asked; with progress, an outcome for each, another
//! try for what failed, and a way back.

mod console;
mod export;
mod form;
mod jobs;
mod model;
mod perform;
mod store;
#[cfg(test)]
mod tests;

use structure::{Chapter, Needs, Right};

pub use model::{BulkAct, BulkActId, BulkItem, Order, Standing, Verb};

/// The kind of job that works through a bulk act.
pub const BULK: &str = "bulk_act";

/// The rooms and the job.
pub fn chapter() -> Chapter {
    let read = Needs::Right(Right::ReadDocuments);
    Chapter::new()
        .get("/bulk-acts", read, console::index)
        .post("/bulk-acts/new", read, form::new)
        .post("/bulk-acts", read, form::create)
        .get("/bulk-acts/{id}", read, console::show)
        .post("/bulk-acts/{id}/undoing", read, console::create_undoing)
        .post("/bulk-acts/{id}/retry", read, console::create_retry)
        .get("/exports/bulk-acts/{id}/{format}", read, export::show)
        .job(BULK, async |app, payload| jobs::work(&app, &payload).await)
        .menu(
            "menu-documents",
            "bulk-title",
            "/bulk-acts",
            &[Right::PublishDocuments, Right::WriteDocuments],
        )
}
