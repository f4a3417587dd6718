//! Columns 栏目: where units publish, with promise, review chain and content unit (articles 3, 6, 10).

mod console;
mod model;
mod store;

use crate::chapter::{Chapter, Needs};
use crate::rights::Right;

pub use console::{column_form_of, described_fields, placed_fields};
pub use model::{
    Column, ColumnForm, ColumnRefusal, ColumnTemplate, FormerPath, column_types, is_segment,
};
pub use store::{add_column, all_columns, change_column, former_paths, write_columns};

/// The register's rooms.
pub fn chapter() -> Chapter {
    let manage = Needs::Right(Right::ManageColumns);
    Chapter::new()
        .get("/columns", manage, console::index)
        .get("/columns/{site}/edit/{*path}", manage, console::edit)
        .post("/columns/{site}/edit/{*path}", manage, console::update)
        .menu("menu-portal", "column-register", "/columns", &[Right::ManageColumns])
}
