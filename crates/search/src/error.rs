//! What can go wrong in the index: always ours, never the visitor's.

use std::path::PathBuf;

/// The result of everything that touches the index.
pub type Result<T> = std::result::Result<T, Error>;

/// The index failed. Nothing is lost: it can be rebuilt from the journal.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum Error {
    /// The search engine reported a failure.
    #[error("search engine")]
    Engine(#[from] tantivy::TantivyError),
    /// Another process holds the index directory.
    #[error("the index directory {} is used by another process", .0.display())]
    Busy(PathBuf),
    /// The directory could not be created, read or cleared.
    #[error("index directory {}", .path.display())]
    Directory {
        /// The directory.
        path: PathBuf,
        /// What the operating system said.
        #[source]
        source: std::io::Error,
    },
    /// A stored record could not be written or read back.
    #[error("stored record")]
    Stored(#[from] serde_json::Error),
    /// Reading a part of the index failed.
    #[error("read the index")]
    Read(#[from] std::io::Error),
}
