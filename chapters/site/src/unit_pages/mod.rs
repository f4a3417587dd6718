//! The units' pages: who they are, how to reach them, what they published (articles 3, 16).

pub mod public;
mod store;
