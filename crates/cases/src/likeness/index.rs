//! The index of cases: two records for each, one of the whole for the office, one of what is
//! published for everybody. A question from outside can only ever meet the second.

use std::path::Path;
use std::sync::Arc;

use platform::{Fault, FaultContext};
use search::{Index, IndexSettings, Query, Similar};

/// The kind of record that only the office is shown.
pub(super) const WHOLE: &str = "whole";
/// The kind of record that holds what is published, and nothing else.
pub(super) const PUBLISHED: &str = "published";

/// What stands for the validity of a record whose case was answered.
pub(super) const ANSWERED: &str = "answered";

/// This node's index of cases, found among the program's registers.
#[derive(Clone)]
pub struct CaseIndex(pub(super) Arc<Index>);

impl CaseIndex {
    /// Opens the index in a folder of its own; where a server has it, one in memory.
    pub async fn open(folder: &Path) -> Result<Self, Fault> {
        let folder = folder.to_owned();
        let settings =
            IndexSettings { writer_threads: 1, writer_memory_mib: 32, ..IndexSettings::default() };
        let opened = tokio::task::spawn_blocking(move || match Index::open(folder, &settings) {
            Err(search::Error::Busy(_)) => Index::in_memory(),
            other => other,
        });
        Ok(Self(Arc::new(
            opened.await.doing("open the index of cases")?.doing("open the index of cases")?,
        )))
    }

    /// An empty index in memory, for a program that asks nothing of it.
    pub fn in_memory() -> Result<Self, Fault> {
        Ok(Self(Arc::new(Index::in_memory().doing("open an index in memory")?)))
    }

    /// The records most like a text.
    pub(super) async fn similar(
        &self,
        text: &str,
        query: Query,
        except: Option<i64>,
    ) -> Result<Vec<Similar>, Fault> {
        self.similar_with((text, Vec::new()), query, except).await
    }

    /// The same, with what others call it.
    pub(super) async fn similar_with(
        &self,
        (text, others): (&str, Vec<(String, u32)>),
        query: Query,
        except: Option<i64>,
    ) -> Result<Vec<Similar>, Fault> {
        let (index, text) = (self.0.clone(), text.to_owned());
        let limit = query.limit;
        let found = tokio::task::spawn_blocking(move || {
            index.similar_with((&text, &others), &query, (limit, except))
        });
        found.await.doing("look for similar cases")?.doing("look for similar cases")
    }
}
