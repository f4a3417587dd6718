//! Gathering matches in one pass: total, the best hits, and the counts of every facet.

use std::cmp::{Ordering, Reverse};
use std::collections::{BinaryHeap, HashMap};
use std::hash::Hash;
use std::sync::Arc;

use tantivy::collector::{Collector, SegmentCollector};
use tantivy::{DocAddress, DocId, Score, SegmentOrdinal, SegmentReader, TantivyError};

use crate::query::{Count, Facets, Query, Sort};
use crate::snapshot::{Snapshot, Tables};
use crate::tables::{Dimension, Lists, Table};

const MICROS_PER_YEAR: f32 = 31_557_600_000_000.0;
/// How much more a record of today scores than a very old one.
const RECENCY: f32 = 0.25;

/// What every match of a query is put through.
pub(crate) struct Gather {
    tables: Arc<Tables>,
    newest: i64,
    filters: Arc<Query>,
    keep: usize,
    facets: bool,
}

impl Gather {
    /// Keeps the best `keep` matches that pass the filters of `query`, and counts.
    pub fn new(snapshot: &Snapshot, query: &Query, keep: usize, facets: bool) -> Self {
        Self {
            tables: Arc::clone(&snapshot.tables),
            newest: snapshot.newest,
            filters: Arc::new(query.clone()),
            keep,
            facets,
        }
    }
}

/// What was gathered.
#[derive(Default)]
pub(crate) struct Gathered {
    /// Matches on the site and in the time asked for, other filters aside.
    pub matched: u64,
    /// Matches that pass every filter.
    pub total: u64,
    /// The best of them, best first.
    pub best: Vec<Ranked>,
    pub facets: Facets,
}

/// A match with its rank: greater is better.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Ranked {
    pub score: f32,
    order: i64,
    id: i64,
    pub address: DocAddress,
}

impl Ord for Ranked {
    fn cmp(&self, other: &Self) -> Ordering {
        self.score
            .total_cmp(&other.score)
            .then(self.order.cmp(&other.order))
            .then(self.id.cmp(&other.id))
    }
}

impl PartialOrd for Ranked {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

impl PartialEq for Ranked {
    fn eq(&self, other: &Self) -> bool {
        self.cmp(other).is_eq()
    }
}

impl Eq for Ranked {}

/// What a filter asks of one dimension of one segment.
#[derive(Clone, Copy)]
enum Need {
    Anything,
    Code(u32),
    Impossible,
}

impl Need {
    fn of<V: Ord>(wanted: Option<V>, dimension: &Dimension<V>) -> Self {
        let Some(wanted) = wanted else {
            return Self::Anything;
        };
        dimension.code_of(&wanted).map_or(Self::Impossible, Self::Code)
    }

    fn met(self, codes: &[u32]) -> bool {
        match self {
            Self::Anything => true,
            Self::Code(code) => codes.contains(&code),
            Self::Impossible => false,
        }
    }
}

/// One facet of one segment: what is asked of it and what was counted.
struct Tally {
    need: Need,
    /// Codes that must not be there.
    hidden: Vec<u32>,
    counts: Vec<u32>,
}

impl Tally {
    fn new<V: Ord>(wanted: Option<V>, dimension: &Dimension<V>) -> Self {
        let counts = vec![0; dimension.values.len()];
        Self { need: Need::of(wanted, dimension), hidden: Vec::new(), counts }
    }

    /// The same without records that have one of these values.
    fn hiding<V: Ord>(mut self, values: &[V], dimension: &Dimension<V>) -> Self {
        self.hidden = values.iter().filter_map(|value| dimension.code_of(value)).collect();
        self
    }

    fn met(&self, codes: &[u32]) -> bool {
        self.need.met(codes) && !codes.iter().any(|code| self.hidden.contains(code))
    }

    fn add(&mut self, codes: &[u32]) {
        for &code in codes {
            if let Some(count) = self.counts.get_mut(code as usize) {
                *count += 1;
            }
        }
    }
}

/// Gathers one segment.
pub(crate) struct SegmentGather {
    ordinal: SegmentOrdinal,
    table: Arc<Table>,
    filters: Arc<Query>,
    newest: i64,
    keep: usize,
    facets: bool,
    site: Need,
    tallies: [Tally; 5],
    matched: u64,
    total: u64,
    best: BinaryHeap<Reverse<Ranked>>,
}

impl Collector for Gather {
    type Fruit = Gathered;
    type Child = SegmentGather;

    fn for_segment(
        &self,
        ordinal: SegmentOrdinal,
        reader: &SegmentReader,
    ) -> tantivy::Result<SegmentGather> {
        let table = self.tables.get(&reader.segment_id()).map(Arc::clone).ok_or_else(|| {
            TantivyError::InternalError("a segment of the snapshot has no table".to_owned())
        })?;
        let filters = Arc::clone(&self.filters);
        let tallies = [
            Tally::new(filters.kind.clone(), &table.kinds),
            Tally::new(filters.year.map(i64::from), &table.years),
            Tally::new(filters.unit_id, &table.units),
            Tally::new(filters.column_id, &table.columns),
            Tally::new(filters.validity.clone(), &table.validities)
                .hiding(&filters.hidden_validities, &table.validities),
        ];
        Ok(SegmentGather {
            ordinal,
            site: Need::of(filters.site_id, &table.sites),
            tallies,
            table,
            filters,
            newest: self.newest,
            keep: self.keep,
            facets: self.facets,
            matched: 0,
            total: 0,
            best: BinaryHeap::new(),
        })
    }

    fn requires_scoring(&self) -> bool {
        self.filters.sort == Sort::Relevance && self.keep > 0
    }

    fn merge_fruits(&self, segments: Vec<SegmentGather>) -> tantivy::Result<Gathered> {
        let mut all = Gathered::default();
        for segment in &segments {
            all.matched += segment.matched;
            all.total += segment.total;
            all.best.extend(segment.best.iter().map(|ranked| ranked.0));
        }
        all.best.sort_unstable_by(|a, b| b.cmp(a));
        all.best.truncate(self.keep);
        if self.facets {
            all.facets = Facets {
                kinds: sum(&segments, 0, |table| &table.kinds.values),
                years: sum(&segments, 1, |table| &table.years.values),
                units: sum(&segments, 2, |table| &table.units.values),
                columns: sum(&segments, 3, |table| &table.columns.values),
                validities: sum(&segments, 4, |table| &table.validities.values),
            };
        }
        Ok(all)
    }
}

fn sum<V: Clone + Eq + Hash + Ord>(
    segments: &[SegmentGather],
    facet: usize,
    values: impl Fn(&Table) -> &[V],
) -> Vec<Count<V>> {
    let mut sums: HashMap<&V, u64> = HashMap::new();
    for segment in segments {
        let counts = segment.tallies.get(facet).map(|tally| tally.counts.as_slice());
        for (value, &count) in values(&segment.table).iter().zip(counts.unwrap_or_default()) {
            if count > 0 {
                *sums.entry(value).or_default() += u64::from(count);
            }
        }
    }
    let mut counts: Vec<Count<V>> =
        sums.into_iter().map(|(value, count)| Count { value: value.clone(), count }).collect();
    counts.sort_unstable_by(|a, b| b.count.cmp(&a.count).then_with(|| a.value.cmp(&b.value)));
    counts
}

impl SegmentCollector for SegmentGather {
    type Fruit = Self;

    fn collect(&mut self, doc: DocId, score: Score) {
        let Self { table, tallies, filters, .. } = self;
        let published = table.published.get(doc as usize).copied().unwrap_or_default();
        if !self.site.met(table.sites.lists.codes(doc))
            || filters.published_from.is_some_and(|from| published < from)
            || filters.published_to.is_some_and(|to| published >= to)
        {
            return;
        }
        self.matched += 1;
        let lists: [&Lists; 5] = table.facets();
        let mut unmet = tallies
            .iter()
            .zip(&lists)
            .enumerate()
            .filter(|(_, (tally, list))| !tally.met(list.codes(doc)));
        let failed = unmet.next().map(|(at, _)| at);
        if failed.is_some() && unmet.next().is_some() {
            return;
        }
        if self.facets {
            for (at, (tally, list)) in tallies.iter_mut().zip(&lists).enumerate() {
                if failed.is_none_or(|failed| failed == at) {
                    tally.add(list.codes(doc));
                }
            }
        }
        if failed.is_none() {
            self.total += 1;
            self.rank(doc, published, score);
        }
    }

    fn harvest(self) -> Self {
        self
    }
}

impl SegmentGather {
    fn rank(&mut self, doc: DocId, published: i64, score: Score) {
        if self.keep == 0 {
            return;
        }
        let (score, order) = match self.filters.sort {
            Sort::Relevance => (score * recency(self.newest, published), published),
            Sort::Newest => (0.0, published),
            Sort::Oldest => (0.0, published.saturating_neg()),
        };
        let id = self.table.ids.get(doc as usize).copied().unwrap_or_default();
        let address = DocAddress::new(self.ordinal, doc);
        let ranked = Ranked { score, order, id, address };
        if self.best.len() < self.keep {
            self.best.push(Reverse(ranked));
        } else if let Some(mut worst) = self.best.peek_mut()
            && worst.0 < ranked
        {
            *worst = Reverse(ranked);
        }
    }
}

#[expect(clippy::cast_precision_loss, reason = "an age need not be exact")]
fn recency(newest: i64, published: i64) -> f32 {
    let age = newest.saturating_sub(published).max(0) as f32 / MICROS_PER_YEAR;
    1.0 + RECENCY / (1.0 + age)
}
