//! Layouts 版面: pages composed of blocks, written, reviewed and published like any document
//! (articles 9, 11). The newest one in a topic's column is the topic's page.

mod blocks;
mod kind;
mod topic;

pub use blocks::blocks_of;
pub use kind::LAYOUT;
pub(crate) use topic::{content_of, show};
