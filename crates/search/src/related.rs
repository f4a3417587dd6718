//! Records about the same: those that share tags and words of the title.

use tantivy::Term;
use tantivy::collector::TopDocs;
use tantivy::query::{BooleanQuery, BoostQuery, Occur, Query as EngineQuery, TermQuery};
use tantivy::schema::IndexRecordOption;

use crate::clauses::term;
use crate::collect::Gather;
use crate::error::Result;
use crate::fold::fold;
use crate::highlight::Marker;
use crate::index::Index;
use crate::query::{Hit, Query};
use crate::words::words_of;

/// Weight of a shared tag, over a shared word of the title.
const TAG: f32 = 2.0;

impl Index {
    /// The records most like the one with this id, itself left out; none when it is not indexed.
    pub fn related(&self, id: i64, site_id: Option<i64>, limit: usize) -> Result<Vec<Hit>> {
        let snapshot = self.current();
        let itself =
            TermQuery::new(Term::from_field_i64(self.fields.id, id), IndexRecordOption::Basic);
        let found = snapshot.searcher.search(&itself, &TopDocs::with_limit(1).order_by_score())?;
        let Some((_, address)) = found.first() else {
            return Ok(Vec::new());
        };
        let stored = self.stored(&snapshot, *address)?;
        let synonyms = self.synonyms.read().clone();
        let mut clauses: Vec<(Occur, Box<dyn EngineQuery>)> = Vec::new();
        for tag in &stored.tags {
            let shared = BoostQuery::new(term(self.fields.name, &fold(tag)), TAG);
            clauses.push((Occur::Should, Box::new(shared)));
        }
        let title = fold(&stored.title);
        for word in words_of(&title).into_iter().filter(|word| !synonyms.is_stop_word(word)) {
            clauses.push((Occur::Should, term(self.fields.name, word)));
        }
        let filter = Query { site_id, ..Query::default() };
        let gather = Gather::new(&snapshot, &filter, limit + 1, false);
        let best = snapshot.searcher.search(&BooleanQuery::new(clauses), &gather)?.best;
        let marker = Marker::new([]);
        let hits = best.iter().filter(|ranked| ranked.address != *address).take(limit);
        hits.map(|ranked| self.hit(&snapshot, &marker, *ranked)).collect()
    }
}
