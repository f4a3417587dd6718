//! Starts the built portal and drives it the way people do: over HTTP, with forms as the pages give
//! them. Links none of our crates.
#![expect(clippy::unwrap_used, clippy::expect_used, clippy::indexing_slicing, clippy::string_slice, reason = "a failed step is a failed test")]
#![expect(missing_docs, reason = "names say it")]

mod browser;
mod district;
mod page;

pub use browser::Browser;
pub use district::{District, Store, on_both};
pub use page::{Form, Page};
