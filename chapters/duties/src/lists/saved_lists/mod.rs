//! Lists kept under a name (article 5): what a list is narrowed to and its order, for oneself or for
//! everybody of one's unit. What it shows is what whoever opens it may see.

pub(crate) mod console;
mod store;
