//! Answering a search.

use std::sync::Arc;

use tantivy::query::{AllQuery, Query as EngineQuery};
use tantivy::schema::Value;
use tantivy::{DocAddress, TantivyDocument};

use crate::clauses::{Joining, query as clauses};
use crate::collect::{Gather, Gathered, Ranked};
use crate::error::Result;
use crate::highlight::Marker;
use crate::index::Index;
use crate::query::{Hit, Page, Query, Sort};
use crate::record::Stored;
use crate::snapshot::Snapshot;
use crate::terms::{Wanted, parse, relax};

/// The most hits one answer gives.
const MOST_HITS: usize = 100;
/// How deep a visitor may page.
const DEEPEST: usize = 10_000;

/// What was found and the terms it was found by.
struct Answer {
    gathered: Gathered,
    terms: Vec<Wanted>,
    relaxed: bool,
}

impl Index {
    /// Searches. Every term must be found; when no record has them all, the words inside the
    /// terms are tried, first all of them, then any.
    pub fn search(&self, query: &Query) -> Result<Page> {
        let snapshot = self.current();
        snapshot.pages.get_or(query, || self.page(&snapshot, query))
    }

    fn page(&self, snapshot: &Snapshot, query: &Query) -> Result<Page> {
        let answer = self.answer(snapshot, query)?;
        let marker = Marker::new(answer.terms.iter().flat_map(|term| &term.phrases));
        let best = answer.gathered.best.iter().skip(query.offset.min(DEEPEST));
        let hits: Result<Vec<Hit>> =
            best.map(|ranked| self.hit(snapshot, &marker, *ranked)).collect();
        Ok(Page {
            total: answer.gathered.total,
            hits: hits?,
            facets: answer.gathered.facets,
            relaxed: answer.relaxed,
        })
    }

    fn answer(&self, snapshot: &Snapshot, query: &Query) -> Result<Answer> {
        if query.text.trim().is_empty() {
            let mut newest = query.clone();
            if newest.sort == Sort::Relevance {
                newest.sort = Sort::Newest;
            }
            let gathered = Self::gather(snapshot, &newest, &AllQuery)?;
            return Ok(Answer { gathered, terms: Vec::new(), relaxed: false });
        }
        let synonyms = Arc::clone(&self.synonyms.read());
        let terms = parse(&query.text, &synonyms);
        let gathered = self.gather_terms(snapshot, query, &terms, Joining::All)?;
        if gathered.matched > 0 || terms.is_empty() {
            return Ok(Answer { gathered, terms, relaxed: false });
        }
        let words = relax(&terms, &synonyms);
        let typed = |word: &Wanted| terms.iter().any(|term| term.text == word.text);
        if !words.iter().all(typed) {
            let found = self.gather_terms(snapshot, query, &words, Joining::All)?;
            if found.matched > 0 {
                return Ok(Answer { gathered: found, terms: words, relaxed: true });
            }
        }
        if words.len() > 1 {
            let found = self.gather_terms(snapshot, query, &words, Joining::Any)?;
            let relaxed = found.matched > 0;
            return Ok(Answer { gathered: found, terms: words, relaxed });
        }
        Ok(Answer { gathered, terms, relaxed: false })
    }

    fn gather_terms(
        &self,
        snapshot: &Snapshot,
        query: &Query,
        terms: &[Wanted],
        joining: Joining,
    ) -> Result<Gathered> {
        let ranked = query.sort == Sort::Relevance;
        let clauses = clauses(&self.fields, terms, query.scope, joining, ranked);
        Self::gather(snapshot, query, &*clauses)
    }

    fn gather(snapshot: &Snapshot, query: &Query, what: &dyn EngineQuery) -> Result<Gathered> {
        let keep = query.offset.min(DEEPEST) + query.limit.min(MOST_HITS);
        let gather = Gather::new(snapshot, query, keep, true);
        Ok(snapshot.searcher.search(what, &gather)?)
    }

    /// A ranked record with what is shown of it.
    pub(crate) fn hit(
        &self,
        snapshot: &Snapshot,
        marker: &Marker<'_>,
        ranked: Ranked,
    ) -> Result<Hit> {
        let stored = self.stored(snapshot, ranked.address)?;
        Ok(Hit {
            title_html: marker.mark(&stored.title),
            snippet_html: marker.snippet(&stored.text, &stored.summary),
            id: stored.id,
            key: stored.key,
            kind: stored.kind,
            year: stored.year,
            validity: stored.validity,
            title: stored.title,
            summary: stored.summary,
            numbers: stored.numbers,
            tags: stored.tags,
            attachment_names: stored.attachment_names,
            published_at: stored.published_at,
            url: stored.url,
            source: stored.source,
            unit_ids: stored.unit_ids,
            column_ids: stored.column_ids,
            extra: stored.extra,
            score: ranked.score,
        })
    }

    /// The kept record at an address of the snapshot.
    pub(crate) fn stored(&self, snapshot: &Snapshot, address: DocAddress) -> Result<Stored> {
        let document: TantivyDocument = snapshot.searcher.doc(address)?;
        let bytes = document.get_first(self.fields.stored).and_then(|value| value.as_bytes());
        Ok(serde_json::from_slice(bytes.unwrap_or_default())?)
    }
}
