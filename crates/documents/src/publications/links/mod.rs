//! Links between documents: what replaces what, and what explains what (articles 16, 20, 21).

mod store;

pub(crate) use store::{
    EXPLAINS, interpretation_ids, is_replaced, linked_ids, mark_replaced, rewrite,
};
pub use store::{explained_by, explains, is_linked, replaced_by, replaces};
