//! Links between documents: what replaces what (articles 16, 20).

mod store;

pub(crate) use store::{is_replaced, linked_ids, mark_replaced, rewrite};
pub use store::{replaced_by, replaces};
