//! The home page of a site or sub-site (articles 2, 12, 26): composed from the columns that are
//! marked for it.

pub mod public;
