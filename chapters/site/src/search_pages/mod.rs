//! 站内搜索 (article 13): in-process, fresh the moment a document is live.

mod answers;
pub mod public;
mod query;
#[cfg(test)]
mod tests;

pub use query::{EVERY, SearchQuery};
