//! 站内搜索 (article 13): in-process, fresh the moment a document is live.

pub mod public;
mod query;

pub use query::{EVERY, SearchQuery};
