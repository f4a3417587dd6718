//! The console's list of documents: within the rights of whoever looks (articles 5, 6).

mod store;

pub use store::{
    ConsoleItem, ConsolePage, ListFilter, ListOrder, Paging, console_list, trash_list,
};
