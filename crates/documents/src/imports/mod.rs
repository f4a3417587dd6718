//! Bulk import 批量导入: published articles of an older system, or drafts of a unit's own, one JSON
//! object a line (articles 4, 6). Idempotent on `id`: run again, it changes nothing.

mod model;
mod store;
#[cfg(test)]
mod tests;

pub use model::{Doubt, Incoming, LineProblem, read_line};
pub use store::{ImportTarget, Imported, Landing, import_batch};
