//! The filter and count values of one segment, decoded once into memory.
//!
//! A segment never changes (only its deletions do), so its table is kept as long as the segment.
//! Counting facets over every match is then a walk over small arrays.

use tantivy::columnar::Column;
use tantivy::{DocId, SegmentReader};

use crate::error::Result;

/// For every document a short list of codes, each the place of a value.
#[derive(Debug, Default)]
pub(crate) struct Lists {
    starts: Vec<u32>,
    codes: Vec<u32>,
}

impl Lists {
    fn of(lists: impl Iterator<Item = impl Iterator<Item = u32>>) -> Self {
        let mut starts = vec![0];
        let mut codes = Vec::new();
        for list in lists {
            codes.extend(list);
            starts.push(u32::try_from(codes.len()).unwrap_or(u32::MAX));
        }
        Self { starts, codes }
    }

    /// The codes of one document.
    pub fn codes(&self, doc: DocId) -> &[u32] {
        let at = doc as usize;
        let (Some(&from), Some(&to)) = (self.starts.get(at), self.starts.get(at + 1)) else {
            return &[];
        };
        self.codes.get(from as usize..to as usize).unwrap_or_default()
    }
}

/// One dimension: the distinct values of a field, in order, and which document has which.
#[derive(Debug, Default)]
pub(crate) struct Dimension<V> {
    pub values: Vec<V>,
    pub lists: Lists,
}

impl<V: Ord> Dimension<V> {
    /// The code of a value, when any document of the segment has it.
    pub fn code_of(&self, value: &V) -> Option<u32> {
        self.values.binary_search(value).ok().and_then(|at| u32::try_from(at).ok())
    }
}

/// All dimensions of one segment.
#[derive(Debug)]
pub(crate) struct Table {
    pub ids: Vec<i64>,
    pub published: Vec<i64>,
    pub sites: Dimension<i64>,
    pub units: Dimension<i64>,
    pub columns: Dimension<i64>,
    pub years: Dimension<i64>,
    pub kinds: Dimension<String>,
    pub validities: Dimension<String>,
}

impl Table {
    /// Decodes the table of a segment.
    pub fn read(reader: &SegmentReader) -> Result<Self> {
        Ok(Self {
            ids: firsts(reader, "id")?,
            published: firsts(reader, "published")?,
            sites: numbers(reader, "sites")?,
            units: numbers(reader, "units")?,
            columns: numbers(reader, "columns")?,
            years: numbers(reader, "year")?,
            kinds: labels(reader, "kind")?,
            validities: labels(reader, "validity")?,
        })
    }

    /// The dimensions that are counted, in the order of the facets.
    pub fn facets(&self) -> [&Lists; 5] {
        [
            &self.kinds.lists,
            &self.years.lists,
            &self.units.lists,
            &self.columns.lists,
            &self.validities.lists,
        ]
    }
}

fn firsts(reader: &SegmentReader, field: &str) -> Result<Vec<i64>> {
    let column: Option<Column<i64>> = reader.fast_fields().column_opt(field)?;
    let first = |doc| column.as_ref().and_then(|column| column.first(doc)).unwrap_or_default();
    Ok((0..reader.max_doc()).map(first).collect())
}

fn numbers(reader: &SegmentReader, field: &str) -> Result<Dimension<i64>> {
    let Some(column) = reader.fast_fields().column_opt::<i64>(field)? else {
        return Ok(Dimension::default());
    };
    let lists = || (0..reader.max_doc()).map(|doc| column.values_for_doc(doc));
    let mut values: Vec<i64> = lists().flatten().collect();
    values.sort_unstable();
    values.dedup();
    let code = |value: i64| values.binary_search(&value).ok().and_then(|at| u32::try_from(at).ok());
    let lists = Lists::of(lists().map(|list| list.filter_map(code)));
    Ok(Dimension { values, lists })
}

fn labels(reader: &SegmentReader, field: &str) -> Result<Dimension<String>> {
    let Some(column) = reader.fast_fields().str(field)? else {
        return Ok(Dimension::default());
    };
    let mut values = Vec::with_capacity(column.num_terms());
    let mut terms = column.dictionary().stream()?;
    while terms.advance() {
        values.push(String::from_utf8_lossy(terms.key()).into_owned());
    }
    let lists = (0..reader.max_doc()).map(|doc| column.term_ords(doc));
    let lists = Lists::of(lists.map(|list| list.filter_map(|ord| u32::try_from(ord).ok())));
    Ok(Dimension { values, lists })
}
