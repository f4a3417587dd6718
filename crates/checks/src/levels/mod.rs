//! What each rule weighs 规则轻重 (articles 19, 36): the product's first values, and what the portal
//! office changed.

pub(crate) mod console;
mod model;
mod store;

pub use model::Levels;
pub use store::{load, save};
