//! Items 媒体资料 (article 13): what the library holds, in versions.

mod model;
pub mod store;
pub mod versions;

pub use model::{Item, ItemKind, MediaRefusal, NewItem, Rendition, Version};
pub use store::{Added, ListFilter, add, by_code};
