//! "Did you mean": one wrong character, by sound or by sight, put right from the corpus itself.

use tantivy::Term;
use tantivy::query::FuzzyTermQuery;

use crate::clauses::phrase;
use crate::collect::Gather;
use crate::error::Result;
use crate::fold::fold;
use crate::index::Index;
use crate::query::{Query, Scope};
use crate::snapshot::Snapshot;
use crate::sounds::usual;
use crate::terms::Phrase;
use crate::units::is_han;

/// A term found at least so often needs no correction.
const ENOUGH: u64 = 3;
/// Corrected terms that are counted before the best is chosen.
const MOST_TRIED: usize = 12;
/// Longer terms are not looked at.
const LONGEST: usize = 16;

impl Index {
    /// A better spelling of a search that found little, when the corpus knows one.
    pub fn did_you_mean(&self, text: &str, site_id: Option<i64>) -> Result<Option<String>> {
        let snapshot = self.current();
        let folded = fold(text.trim());
        let mut corrected = Vec::new();
        let mut changed = false;
        for term in folded.split_whitespace() {
            let better = self.better(&snapshot, term, site_id)?;
            changed |= better.is_some();
            corrected.push(better.unwrap_or_else(|| term.to_owned()));
        }
        Ok(changed.then(|| corrected.join(" ")))
    }

    /// The candidate for a term that is found most often, when it beats the term clearly.
    fn better(
        &self,
        snapshot: &Snapshot,
        term: &str,
        site_id: Option<i64>,
    ) -> Result<Option<String>> {
        let length = term.chars().count();
        if !(2..=LONGEST).contains(&length) {
            return Ok(None);
        }
        let found = self.count(snapshot, term, site_id)?;
        if found >= ENOUGH {
            return Ok(None);
        }
        let candidates = if term.bytes().all(|b| b.is_ascii_alphabetic()) {
            self.names_from(snapshot, self.fields.sound, &format!("{term}\0"), site_id, 3)?
        } else {
            self.candidates(snapshot, term, site_id)?
        };
        let mut best: Option<(u64, String)> = None;
        for candidate in candidates.into_iter().take(MOST_TRIED) {
            let count = self.count(snapshot, &candidate, site_id)?;
            if count > found * 2 && best.as_ref().is_none_or(|(most, _)| count > *most) {
                best = Some((count, candidate));
            }
        }
        Ok(best.map(|(_, candidate)| candidate))
    }

    /// The term with one part replaced by a name that sounds the same, longest part first, or
    /// that differs in one character.
    fn candidates(
        &self,
        snapshot: &Snapshot,
        term: &str,
        site_id: Option<i64>,
    ) -> Result<Vec<String>> {
        let chars: Vec<char> = term.chars().collect();
        let mut candidates: Vec<String> = Vec::new();
        for length in (2..=chars.len().min(8)).rev() {
            for (at, part) in chars.windows(length).enumerate() {
                if candidates.len() >= MOST_TRIED || !part.iter().all(|&c| is_han(c)) {
                    continue;
                }
                let part: String = part.iter().collect();
                let sound = format!("{}\0", usual(&part));
                let mut names = self.names_from(snapshot, self.fields.sound, &sound, site_id, 3)?;
                // Two characters of a longer term are too little to guess one of them by sight.
                if length >= 3 || length == chars.len() {
                    names.extend(self.lookalikes(snapshot, &part)?);
                }
                for name in names {
                    let same_length = name.chars().count() == length;
                    let whole = replaced(&chars, at, length, &name);
                    if same_length && whole != term && !candidates.contains(&whole) {
                        candidates.push(whole);
                    }
                }
            }
        }
        Ok(candidates)
    }

    /// Names that differ from a part in exactly one character, the frequent ones first.
    fn lookalikes(&self, snapshot: &Snapshot, part: &str) -> Result<Vec<String>> {
        let term = Term::from_field_text(self.fields.name, part);
        let automaton = FuzzyTermQuery::new(term, 1, true).automaton()?;
        let mut names: Vec<(u32, String)> = Vec::new();
        for reader in snapshot.searcher.segment_readers() {
            let inverted = reader.inverted_index(self.fields.name)?;
            let mut terms = inverted.terms().search(&automaton).into_stream()?;
            while terms.advance() {
                let name = std::str::from_utf8(terms.key()).unwrap_or_default();
                names.push((terms.value().doc_freq, name.to_owned()));
            }
        }
        names.sort_unstable_by(|a, b| b.cmp(a));
        names.dedup_by(|a, b| a.1 == b.1);
        Ok(names.into_iter().map(|(_, name)| name).filter(|name| name != part).take(4).collect())
    }

    /// How many records of a site hold a term.
    fn count(&self, snapshot: &Snapshot, term: &str, site_id: Option<i64>) -> Result<u64> {
        let Some(wanted) = Phrase::of(term) else {
            return Ok(0);
        };
        let filter = Query { site_id, ..Query::default() };
        let clause = phrase(&self.fields, &wanted, Scope::All);
        let gather = Gather::new(snapshot, &filter, 0, false);
        Ok(snapshot.searcher.search(&*clause, &gather)?.total)
    }
}

fn replaced(chars: &[char], at: usize, length: usize, name: &str) -> String {
    let before = chars.iter().take(at);
    let after = chars.iter().skip(at + length);
    before.copied().chain(name.chars()).chain(after.copied()).collect()
}
