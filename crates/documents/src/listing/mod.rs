//! The console's list of documents: within the rights of whoever looks (articles 5, 6).

pub(crate) mod sheet;
mod store;

pub use store::{ConsoleItem, ConsolePage, ListFilter, Paging, console_list, trash_list};
