//! Links between documents: what replaces what, and what explains what (articles 16, 20, 21).

mod store;

pub(crate) use store::{
    EXPLAINS, interpretation_ids, is_replaced, linked_ids, mark_replaced, rewrite,
};
pub use store::{Ties, explained_by, explains, replaced_by, replaces, ties};
