//! A snapshot: one committed state of the index with the tables of its segments.

use std::collections::HashMap;
use std::sync::Arc;

use tantivy::Searcher;
use tantivy::index::SegmentId;

use crate::error::Result;
use crate::tables::Table;

/// The tables of the segments of a snapshot.
pub(crate) type Tables = HashMap<SegmentId, Arc<Table>>;

/// What searches read. A commit makes a new one; searches under way keep theirs.
pub(crate) struct Snapshot {
    pub searcher: Searcher,
    pub tables: Arc<Tables>,
    /// The latest publication in the index, from which recency is reckoned.
    pub newest: i64,
}

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
        let newest = tables
            .values()
            .flat_map(|table| table.published.iter().copied())
            .max();
        Ok(Self {
            searcher,
            tables: Arc::new(tables),
            newest: newest.unwrap_or_default(),
        })
    }
}
