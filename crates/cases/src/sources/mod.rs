//! Articles 14, 28: cases that another system sends for people, the hotline above all, each under that
//! system's own number: the same number is one case, however often it is sent.

mod model;
mod opening;
mod store;

pub use model::{Moved, Reach, Source, Through};
pub use opening::{content_number, open_through};
pub use store::{by_number, is_from, moved_after, number_in, sources_of};
