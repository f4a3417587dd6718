//! A snapshot: one committed state of the index with the tables of its segments.

use std::collections::{HashMap, HashSet};
use std::sync::Arc;

use tantivy::Searcher;
use tantivy::index::SegmentId;

use crate::answers::Answers;
use crate::error::Result;
use crate::query::{Page, Query};
use crate::suggest::Suggestion;
use crate::tables::Table;

/// The tables of the segments of a snapshot.
pub(crate) type Tables = HashMap<SegmentId, Arc<Table>>;

/// What searches read. A commit makes a new one; searches under way keep theirs.
pub(crate) struct Snapshot {
    pub searcher: Searcher,
    pub tables: Arc<Tables>,
    /// The latest publication in the index, from which recency is reckoned.
    pub newest: i64,
    pub pages: Answers<Query, Page>,
    pub suggestions: Answers<Typed, Vec<Suggestion>>,
}

/// What was typed, on which site, and how many suggestions are wanted.
pub(crate) type Typed = (String, Option<i64>, usize);

impl Snapshot {
    /// Takes a snapshot; tables of segments already in `known` are used again.
    pub fn take(searcher: Searcher, known: &Tables) -> Result<Self> {
        let mut tables = Tables::new();
        for reader in searcher.segment_readers() {
            let id = reader.segment_id();
            let table = match known.get(&id) {
                Some(table) => Arc::clone(table),
                None => Arc::new(Table::read(reader)?),
            };
            tables.insert(id, table);
        }
        let newest = tables.values().flat_map(|table| table.published.iter().copied()).max();
        Ok(Self {
            searcher,
            tables: Arc::new(tables),
            newest: newest.unwrap_or_default(),
            pages: Answers::default(),
            suggestions: Answers::default(),
        })
    }

    /// The same state without the answers already given.
    pub fn renewed(&self) -> Self {
        Self {
            searcher: self.searcher.clone(),
            tables: Arc::clone(&self.tables),
            newest: self.newest,
            pages: Answers::default(),
            suggestions: Answers::default(),
        }
    }

    /// The ids of all records that can be found.
    pub fn ids(&self) -> HashSet<i64> {
        let mut ids = HashSet::new();
        for reader in self.searcher.segment_readers() {
            if let Some(table) = self.tables.get(&reader.segment_id()) {
                let alive = reader.doc_ids_alive();
                ids.extend(alive.filter_map(|doc| table.ids.get(doc as usize).copied()));
            }
        }
        ids
    }
}
