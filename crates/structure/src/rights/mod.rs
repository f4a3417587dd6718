//! Rights are sets (articles 5, 6, 37): role × unit × column subtree, resolved once to sets of ids
//! and pushed into the query. The measure is an editor with 1,400 rights, never a superuser.

mod model;
mod scope;
#[cfg(test)]
mod tests;

pub use model::{Administrator, Right, Role};
pub use scope::{IdSet, ResolvedGrant, Rights, Scope, ScopePart};
