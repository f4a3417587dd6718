//! Records that say what a text says, in other words or in the same: nearest neighbours by the
//! rare pairs and words that they share (BM25), each with how much of the text is found in it.

use std::collections::HashMap;

use tantivy::Term;
use tantivy::query::{BooleanQuery, BoostQuery, Occur, Query as EngineQuery, TermQuery};
use tantivy::schema::{Field, IndexRecordOption};
use tantivy::tokenizer::{TokenStream, Tokenizer};

use crate::collect::Gather;
use crate::error::Result;
use crate::fold::fold;
use crate::grams::PairTokenizer;
use crate::highlight::Marker;
use crate::index::Index;
use crate::query::{Hit, Query};
use crate::snapshot::Snapshot;
use crate::words::{cut_meaning, words_of};

/// Characters of a text that are read.
const READ: usize = 1_500;
/// Terms that are looked up: the weightiest say what a text is about.
const MOST_TERMS: usize = 56;
/// How much more a dictionary word counts than a pair of characters met by chance.
const WORD: f32 = 1.4;
/// And a word that others have for it.
const OTHERS: f32 = 1.0;
/// So many of them.
const MOST_OTHERS: usize = 10;
/// Terms in more than this part of all records say nothing.
const COMMON: f32 = 0.5;

/// A record that is like a text.
#[derive(Clone, Debug)]
pub struct Similar {
    /// The record.
    pub hit: Hit,
    /// How much of what is rare in the text the record has too: 0 nothing, 1 all of it.
    pub share: f32,
    /// What the shared is worth, all in all: one rare pair of characters is worth about 5.
    pub weight: f32,
    /// How much of both texts together they have in common, pair by pair (Jaccard): 1 is the same
    /// text.
    pub overlap: f32,
}

/// A term of the text, and what finding it is worth.
struct Weighed {
    field: Field,
    text: String,
    weight: f32,
    boost: f32,
}

impl Index {
    /// The records most like a text that pass the filters, best first. `filter.text` is not read.
    pub fn similar(&self, text: &str, filter: &Query, limit: usize) -> Result<Vec<Similar>> {
        self.similar_but(text, filter, (limit, None))
    }

    /// The same for the text of a record that is indexed itself: it is left out, and what only it
    /// says does not count as rare.
    pub fn similar_but(
        &self,
        text: &str,
        filter: &Query,
        (limit, except): (usize, Option<i64>),
    ) -> Result<Vec<Similar>> {
        self.similar_with((text, &[]), filter, (limit, except))
    }

    /// The same; words that others have for what the text says are looked for as well, each with how
    /// many say it. They move what has them forward, and count for nothing in what a record shares
    /// with the text.
    pub fn similar_with(
        &self,
        (text, others): (&str, &[(String, u32)]),
        filter: &Query,
        (limit, except): (usize, Option<i64>),
    ) -> Result<Vec<Similar>> {
        let snapshot = self.current();
        let read: String = text.chars().take(READ).collect();
        let mut terms = self.weighed(&snapshot, &read, u64::from(except.is_some()))?;
        terms.extend(self.others(&snapshot, others)?);
        if terms.is_empty() || limit == 0 {
            return Ok(Vec::new());
        }
        let clauses = terms.iter().map(|term| (Occur::Should, clause(term))).collect();
        let more = limit + usize::from(except.is_some());
        let gather = Gather::new(&snapshot, filter, more, false);
        let best = snapshot.searcher.search(&BooleanQuery::new(clauses), &gather)?.best;
        let (marker, asked) = (Marker::new([]), pairs(&read));
        let worth = self.worth(&asked, &terms);
        let all: f32 = worth.values().sum();
        let found: Result<Vec<Similar>> = best
            .iter()
            .map(|ranked| {
                let stored = self.stored(&snapshot, ranked.address)?;
                let known = pairs(&format!("{}\n{}", stored.title, stored.text));
                let shared = worth.iter().filter(|(pair, _)| known.contains_key(**pair));
                let found: f32 = shared.map(|(_, worth)| worth).sum();
                let share = if all > 0.0 { found / all } else { 0.0 };
                let hit = self.hit(&snapshot, &marker, *ranked)?;
                Ok(Similar { hit, share, weight: found, overlap: jaccard(&asked, &known) })
            })
            .collect();
        let mut found = found?;
        found.retain(|one| except != Some(one.hit.id));
        found.truncate(limit);
        Ok(found)
    }

    /// The weightiest terms of a text, pairs and words. What no record has can't be found.
    fn weighed(&self, snapshot: &Snapshot, text: &str, own: u64) -> Result<Vec<Weighed>> {
        let folded = fold(text);
        let mut counts: HashMap<&str, u32> = HashMap::new();
        for word in words_of(&folded) {
            *counts.entry(word).or_default() += 1;
        }
        let mut terms = Vec::new();
        for (word, count) in counts {
            terms.extend(weigh(snapshot, (self.fields.words, word, count), (WORD, own))?);
        }
        for (pair, count) in pairs(text) {
            terms.extend(weigh(snapshot, (self.fields.pairs, &pair, count), (1.0, own))?);
        }
        terms.sort_by(|a, b| {
            (b.weight * b.boost).total_cmp(&(a.weight * a.boost)).then_with(|| a.text.cmp(&b.text))
        });
        terms.truncate(MOST_TERMS);
        Ok(terms)
    }

    /// The best of the words that others have: said by many of them, and by few besides.
    fn others(&self, snapshot: &Snapshot, words: &[(String, u32)]) -> Result<Vec<Weighed>> {
        let mut terms = Vec::new();
        for (word, count) in words {
            let term = weigh(snapshot, (self.fields.words, word, 1), (OTHERS, 0))?;
            #[expect(clippy::cast_precision_loss, reason = "a weight need not be exact")]
            terms.extend(term.map(|term| (term.weight * *count as f32, term)));
        }
        terms.sort_by(|a, b| b.0.total_cmp(&a.0).then_with(|| a.1.text.cmp(&b.1.text)));
        Ok(terms.into_iter().take(MOST_OTHERS).map(|(_, term)| term).collect())
    }

    /// What each pair of the text is worth in the comparison; beyond the weightiest, little.
    fn worth<'a>(
        &self,
        asked: &'a HashMap<String, u32>,
        terms: &[Weighed],
    ) -> HashMap<&'a str, f32> {
        let own = terms.iter().filter(|term| term.field == self.fields.pairs);
        let weights: HashMap<&str, f32> = own.map(|term| (&*term.text, term.weight)).collect();
        asked.keys().map(|pair| (&**pair, weights.get(&**pair).copied().unwrap_or(0.2))).collect()
    }
}

fn weigh(
    snapshot: &Snapshot,
    (field, text, count): (Field, &str, u32),
    (boost, own): (f32, u64),
) -> Result<Option<Weighed>> {
    let records = snapshot.searcher.doc_freq(&Term::from_field_text(field, text))?;
    let all = snapshot.searcher.num_docs();
    let rarity = rarity(records.saturating_sub(own), all);
    // Said twice is meant; said ten times is not meant ten times.
    let boost = if count > 1 { boost * 1.3 } else { boost };
    Ok(rarity.map(|weight| Weighed { field, text: text.to_owned(), weight, boost }))
}

/// How rare a term is among all records (inverse document frequency); nothing for what no record
/// has or most have.
fn rarity(records: u64, all: u64) -> Option<f32> {
    #[expect(clippy::cast_precision_loss, reason = "a weight need not be exact")]
    let (records, all) = (records as f32, all as f32);
    if records < 1.0 || (all >= 8.0 && records > all * COMMON) {
        return None;
    }
    Some(((all + 1.0) / (records + 0.5)).ln().max(0.1))
}

fn clause(term: &Weighed) -> Box<dyn EngineQuery> {
    let term_query =
        TermQuery::new(Term::from_field_text(term.field, &term.text), IndexRecordOption::WithFreqs);
    Box::new(BoostQuery::new(Box::new(term_query), term.boost))
}

/// The pairs of neighbouring characters of a text, with how often each stands there.
fn pairs(text: &str) -> HashMap<String, u32> {
    let mut tokenizer = PairTokenizer::default();
    let mut stream = tokenizer.token_stream(text);
    let mut counts = HashMap::new();
    while stream.advance() {
        *counts.entry(stream.token().text.clone()).or_default() += 1;
    }
    counts
}

/// What two texts have in common, of what they have together.
fn jaccard(a: &HashMap<String, u32>, b: &HashMap<String, u32>) -> f32 {
    let shared = a.keys().filter(|pair| b.contains_key(*pair)).count();
    let together = a.len() + b.len() - shared;
    #[expect(clippy::cast_precision_loss, reason = "a share need not be exact")]
    let share = if together == 0 { 0.0 } else { shared as f32 / together as f32 };
    share
}

/// How much two texts have in common, pair by pair: 0 nothing, 1 the same text.
pub fn overlap(a: &str, b: &str) -> f32 {
    jaccard(&pairs(a), &pairs(b))
}

/// The words of a text that say what it is about, each once, in the order of the text.
pub fn meaningful_words(text: &str) -> Vec<String> {
    let folded = fold(text);
    let mut words: Vec<String> = Vec::new();
    for (word, meaningful) in cut_meaning(&folded) {
        if meaningful && !words.iter().any(|known| known == word) {
            words.push(word.to_owned());
        }
    }
    words
}
