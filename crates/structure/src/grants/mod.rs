//! Grants 授权 (articles 6, 37): a role for a unit and a column with everything below them.

mod console;
mod model;
mod resolve;
mod store;
#[cfg(test)]
mod tests;

pub use model::{Grant, GrantRefusal, Reach};
pub use store::{add_grant, all_grants, grant, grants_of, remove_grant, resolved};

/// The console rooms.
pub fn chapter() -> crate::chapter::Chapter {
    crate::chapter::Chapter::new()
}
