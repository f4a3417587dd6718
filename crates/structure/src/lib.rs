//! Who may do what where: units, sites and columns, accounts and their rights. One crate, because it
//! is one knot: a column names its unit, a right names a role, a unit and a column subtree.

pub mod columns;
pub mod ids;
pub mod rights;
pub mod sites;
pub mod tree;
pub mod units;

pub use ids::{AccountId, ApiKeyId, ColumnId, GrantId, SessionId, SiteId, UnitId};
pub use rights::{Administrator, Right, Rights, Role, Scope};
pub use tree::Tree;
