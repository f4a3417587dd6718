//! Articles 28, 29: answered cases that everybody may read, chosen and masked by a person, and the
//! numbers of a kind of case.

mod model;
mod numbers;
mod store;

pub(crate) use model::masked_text;
pub use model::{CasePublication, PublicText, suggested};
pub use numbers::{Numbers, UnitLoad, numbers, workload};
pub use store::{
    PublishedFilter, PublishedItem, PublishedPage, PublishedSpan, current, publish, published,
    published_by_receipt, published_in, unpublish,
};
