//! Addresses: every path that ever worked leads somewhere (article 12).

mod model;
pub(crate) mod store;

pub use model::{AddressRecord, Meaning};
pub use store::{add_redirect, former_redirects, of_document, resolve, url_of};
