//! Columns 栏目: where units publish, with promise, review chain and content unit (articles 3, 6, 10).

mod model;
mod store;

pub use model::{
    Column, ColumnForm, ColumnRefusal, ColumnTemplate, FormerPath, column_types, is_segment,
};
pub use store::{add_column, all_columns, change_column, former_paths};
