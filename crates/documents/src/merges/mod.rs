//! Merging 合并 (article 5): two people saved the same document. A field that only one of them changed
//! is taken from that one; a field that both changed is for a person to decide. Nothing is
//! overwritten silently.

mod model;
#[cfg(test)]
mod tests;

pub use model::{Merged, Values, merge_files, merge_values};
