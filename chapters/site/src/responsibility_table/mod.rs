//! Responsibility table 内容保障责任分工表 (article 10): generated from the columns, issued in versions that
//! a second person signs, published, exported, compared with what the columns say today.

mod acts;
mod comparison;
mod console;
mod export;
mod methods;
mod model;
mod overdue;
mod public;
mod store;
mod table;
#[cfg(test)]
mod tests;
mod version_page;

use structure::{Chapter, Needs, Right};

pub use acts::{propose, sign};
pub use methods::GuaranteeMethod;
pub use store::set_method;

/// The rooms.
pub(crate) fn chapter() -> Chapter {
    let read = Needs::Right(Right::ReadDocuments);
    let keep = Needs::Right(Right::ManageColumns);
    Chapter::new()
        .public_get("/responsibility-table", public::current)
        .public_get("/responsibility-table/{number}", public::earlier)
        .public_get("/responsibility-table/{number}/{format}", public::file)
        .get("/responsibility-table", read, console::index)
        .get("/responsibility-table/new", keep, console::new)
        .post("/responsibility-table", keep, console::create)
        .get("/responsibility-table/columns/{id}", keep, methods::edit)
        .post("/responsibility-table/columns/{id}", keep, methods::update)
        .get("/responsibility-table/versions/{id}", read, version_page::show)
        .get("/responsibility-table/versions/{id}/{format}", read, version_page::file)
        .post("/responsibility-table/versions/{id}/decision", keep, version_page::decide)
        .post("/responsibility-table/versions/{id}/withdrawal", keep, version_page::withdraw)
        .menu("menu-portal", "duty-table-title", "/responsibility-table", &[Right::ReadDocuments])
}
