//! Full-text search in the process: an index of records and the questions put to it.
//!
//! It takes values and knows no government. Every text is indexed twice: as pairs of neighbouring
//! characters, so that a word is found wherever it stands (recall), and as dictionary words, so
//! that a word counts more than the same characters met by chance (ranking). The index is a copy
//! of what the journal tells; it may be thrown away and rebuilt at any time.

mod answers;
mod clauses;
mod collect;
mod correct;
mod error;
mod fold;
mod grams;
mod highlight;
mod index;
mod merging;
mod query;
mod record;
mod related;
mod schema;
mod search;
mod similar;
mod snapshot;
mod sounds;
mod suggest;
mod tables;
mod terms;
mod units;
mod unsynced;
mod vocabulary;
mod words;
mod write;

pub use error::{Error, Result};
pub use fold::fold;
pub use index::{Index, IndexSettings, Opening, Stats};
pub use query::{Count, Facets, Hit, Page, Query, Scope, Sort};
pub use record::{Change, Record};
pub use similar::{Similar, meaningful_words, overlap};
pub use suggest::{Suggestion, SuggestionKind};
pub use vocabulary::Vocabulary;
pub use words::{dictionary_load_time, warm_up};

#[cfg(test)]
mod tests;
