//! The open API (articles 6, 14): reading for everybody, bulk writing for units' own systems.

mod description;
mod documents;
mod imports;
mod refusals;
mod registers;
mod search;
mod shapes;

use structure::Chapter;

pub use description::{ApiParts, openapi};

/// The API's rooms.
pub fn chapter() -> Chapter {
    Chapter::new()
        .public_get("/api", description::page)
        .public_get("/api/v1/openapi.json", description::document)
        .public_get("/api/v1/search", search::find)
        .public_get("/api/v1/documents", documents::list)
        .public_get("/api/v1/documents/{key}", documents::show)
        .public_get("/api/v1/columns", registers::columns)
        .public_get("/api/v1/units", registers::units)
        .public_post("/api/v1/imports/documents", imports::create)
}
