//! Words of the site search (article 13): synonyms and stop words that the portal office keeps, and
//! what visitors looked for without finding.

pub mod console;
mod model;
mod store;
#[cfg(test)]
mod tests;

pub use store::{load_vocabulary, note_miss};
