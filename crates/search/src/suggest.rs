//! Suggestions while typing: words and titles, by characters or by pinyin.

use std::collections::HashMap;

use serde::Serialize;
use tantivy::schema::{Field, IndexRecordOption};
use tantivy::{DocSet, TERMINATED, Term};

use crate::clauses::phrase;
use crate::collect::Gather;
use crate::error::Result;
use crate::fold::fold;
use crate::index::Index;
use crate::query::{Query, Scope, Sort};
use crate::snapshot::{Snapshot, Typed};
use crate::terms::Phrase;

/// A prefix that fits more terms than this is answered from the first of them.
const MOST_SCANNED: usize = 25_000;
/// Once so many names are known, further ones must occur more than once to be looked at.
const MANY: usize = 1000;

/// What a suggestion is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum SuggestionKind {
    /// A word of titles, or a tag: to be searched for.
    Word,
    /// The title of a record: to be opened.
    Title,
}

/// One suggestion.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Suggestion {
    /// What is shown.
    pub text: String,
    /// What it is.
    pub kind: SuggestionKind,
    /// Where a title leads.
    pub url: Option<String>,
}

impl Index {
    /// Suggestions for what was typed so far: characters, pinyin, or the initials of pinyin.
    pub fn suggest(
        &self,
        prefix: &str,
        site_id: Option<i64>,
        limit: usize,
    ) -> Result<Vec<Suggestion>> {
        let typed: String = fold(prefix.trim()).chars().take(40).collect();
        if typed.is_empty() || limit == 0 {
            return Ok(Vec::new());
        }
        let snapshot = self.current();
        let question = (typed, site_id, limit);
        snapshot.suggestions.get_or(&question, || self.suggestions(&snapshot, &question))
    }

    fn suggestions(&self, snapshot: &Snapshot, question: &Typed) -> Result<Vec<Suggestion>> {
        let (typed, site_id, limit) = (question.0.as_str(), question.1, question.2);
        let spoken = typed.bytes().all(|b| b.is_ascii_lowercase());
        let most_words = limit.div_ceil(2).max(limit.saturating_sub(3));
        let mut words = self.names_from(snapshot, self.fields.name, typed, site_id, most_words)?;
        if spoken {
            let more = most_words.saturating_sub(words.len());
            words.extend(self.names_from(snapshot, self.fields.sound, typed, site_id, more)?);
        }
        words.retain(|word| word != typed);
        // A sound is not in any title; the word it stands for is.
        let sounded = if spoken { words.first().cloned() } else { None };
        let about = sounded.as_deref().unwrap_or(typed);
        let room = limit.saturating_sub(words.len());
        let titles = self.titles_with(snapshot, about, site_id, room)?;
        let words = words.into_iter();
        let words = words.map(|text| Suggestion { text, kind: SuggestionKind::Word, url: None });
        Ok(words.chain(titles).collect())
    }

    /// The most frequent names on a site whose term in `field` begins with `prefix`. A term of
    /// the sound field ends with the name it sounds like.
    pub(crate) fn names_from(
        &self,
        snapshot: &Snapshot,
        field: Field,
        prefix: &str,
        site_id: Option<i64>,
        limit: usize,
    ) -> Result<Vec<String>> {
        let mut frequency: HashMap<String, u32> = HashMap::new();
        let after = format!("{prefix}\u{10ffff}");
        for reader in snapshot.searcher.segment_readers() {
            let inverted = reader.inverted_index(field)?;
            let mut terms = inverted.terms().range().ge(prefix).lt(&after).into_stream()?;
            let mut scanned = 0;
            while scanned < MOST_SCANNED && terms.advance() {
                scanned += 1;
                let records = terms.value().doc_freq;
                if records < 2 && frequency.len() > MANY {
                    continue;
                }
                let term = std::str::from_utf8(terms.key()).unwrap_or_default();
                let name = term.rsplit('\0').next().unwrap_or_default();
                match frequency.get_mut(name) {
                    Some(sum) => *sum += records,
                    None => drop(frequency.insert(name.to_owned(), records)),
                }
            }
        }
        let mut names: Vec<(String, u32)> = frequency.into_iter().collect();
        names.sort_unstable_by(|a, b| {
            b.1.cmp(&a.1).then(a.0.len().cmp(&b.0.len())).then_with(|| a.0.cmp(&b.0))
        });
        let mut chosen = Vec::with_capacity(limit);
        for (name, _) in names.into_iter().take(limit.saturating_mul(8)) {
            if chosen.len() >= limit {
                break;
            }
            if self.is_on_site(snapshot, &name, site_id)? {
                chosen.push(name);
            }
        }
        Ok(chosen)
    }

    /// True when a record that can be found on the site has this name.
    fn is_on_site(&self, snapshot: &Snapshot, name: &str, site_id: Option<i64>) -> Result<bool> {
        let term = Term::from_field_text(self.fields.name, name);
        for reader in snapshot.searcher.segment_readers() {
            let Some(table) = snapshot.tables.get(&reader.segment_id()) else {
                continue;
            };
            let code = site_id.map(|site| table.sites.code_of(&site));
            if code == Some(None) {
                continue;
            }
            let inverted = reader.inverted_index(self.fields.name)?;
            let Some(mut postings) = inverted.read_postings(&term, IndexRecordOption::Basic)?
            else {
                continue;
            };
            let mut doc = postings.doc();
            while doc != TERMINATED {
                let shown =
                    code.flatten().is_none_or(|c| table.sites.lists.codes(doc).contains(&c));
                if shown && !reader.is_deleted(doc) {
                    return Ok(true);
                }
                doc = postings.advance();
            }
        }
        Ok(false)
    }

    fn titles_with(
        &self,
        snapshot: &Snapshot,
        text: &str,
        site_id: Option<i64>,
        limit: usize,
    ) -> Result<Vec<Suggestion>> {
        let Some(wanted) = Phrase::of(text).filter(|_| limit > 0) else {
            return Ok(Vec::new());
        };
        let filter = Query { site_id, sort: Sort::Newest, ..Query::default() };
        let clause = phrase(&self.fields, &wanted, Scope::Title);
        let gather = Gather::new(snapshot, &filter, limit * 2, false);
        let best = snapshot.searcher.search(&*clause, &gather)?.best;
        let mut titles: Vec<Suggestion> = Vec::with_capacity(limit);
        for ranked in best {
            let stored = self.stored(snapshot, ranked.address)?;
            let known = titles.iter().any(|title| title.text == stored.title);
            if !known && titles.len() < limit {
                let url = Some(stored.url);
                titles.push(Suggestion { text: stored.title, kind: SuggestionKind::Title, url });
            }
        }
        Ok(titles)
    }
}
