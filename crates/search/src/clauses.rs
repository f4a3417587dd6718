//! The engine's query for a list of terms: what must match, and what ranks higher.

use tantivy::Term;
use tantivy::query::{
    BooleanQuery, BoostQuery, ConstScoreQuery, EmptyQuery, Occur, PhraseQuery, Query, TermQuery,
};
use tantivy::schema::{Field, IndexRecordOption};

use crate::fold::fold_chars;
use crate::query::Scope;
use crate::schema::Fields;
use crate::terms::{Cover, Phrase, Wanted};
use crate::units::compact;
use crate::words::words_of;

/// Weight of a term found in the title, over one found anywhere.
const TITLE: f32 = 3.0;
/// Weight of a dictionary word of the term.
const WORD: f32 = 0.7;
/// The longest words of a term are enough to tell it from a chance meeting of characters.
const MOST_WORDS: usize = 2;
/// Weight of a synonym, against 1 for the term itself.
const VARIANT: f32 = 0.6;
/// Score of a record whose number is exactly the term.
const NUMBER: f32 = 60.0;

type Clause = (Occur, Box<dyn Query>);

/// How terms come together.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Joining {
    /// Every term must be found.
    All,
    /// One term is enough.
    Any,
}

/// The query for the terms. Only a `ranked` one tells which record fits better.
pub(crate) fn query(
    fields: &Fields,
    terms: &[Wanted],
    scope: Scope,
    joining: Joining,
    ranked: bool,
) -> Box<dyn Query> {
    let occur = if joining == Joining::All { Occur::Must } else { Occur::Should };
    let mut matching: Vec<Clause> =
        terms.iter().map(|term| (occur, wanted(fields, term, scope))).collect();
    if !ranked {
        return join(matching);
    }
    let bonus: Vec<Clause> = terms.iter().flat_map(|term| bonus(fields, term, scope)).collect();
    if joining == Joining::Any {
        matching = vec![(Occur::Must, join(matching))];
    }
    matching.extend(bonus);
    matching.extend(together(fields, terms));
    join(matching)
}

/// A phrase in the whole text or in the title.
pub(crate) fn phrase(fields: &Fields, phrase: &Phrase, scope: Scope) -> Box<dyn Query> {
    let (pairs, singles) = match scope {
        Scope::All => (fields.pairs, fields.singles),
        Scope::Title => (fields.title, fields.title),
    };
    let cover = phrase.cover();
    let mut clauses: Vec<Clause> = Vec::new();
    match cover.tokens.as_slice() {
        [] => {}
        [(_, token)] => clauses.push((Occur::Must, term(pairs, token))),
        tokens => {
            let tokens = tokens.iter();
            let terms = tokens.map(|(at, token)| (*at, Term::from_field_text(pairs, token)));
            clauses.push((Occur::Must, Box::new(PhraseQuery::new_with_offset(terms.collect()))));
        }
    }
    for single in cover.singles {
        clauses.push((Occur::Must, term(singles, single.encode_utf8(&mut [0; 4]))));
    }
    join(clauses)
}

/// A term: any of its phrases, or a number that is exactly it.
fn wanted(fields: &Fields, term: &Wanted, scope: Scope) -> Box<dyn Query> {
    let mut clauses: Vec<Clause> = Vec::new();
    for (at, variant) in term.phrases.iter().enumerate() {
        let query = phrase(fields, variant, scope);
        clauses.push((Occur::Should, if at == 0 { query } else { boost(query, VARIANT) }));
    }
    if scope == Scope::All && term.text.bytes().any(|b| b.is_ascii_digit()) {
        let number = compact(&fold_chars(&term.text));
        let number = Term::from_field_text(fields.number, &number);
        let exact = Box::new(TermQuery::new(number, IndexRecordOption::Basic));
        clauses.push((Occur::Should, Box::new(ConstScoreQuery::new(exact, NUMBER))));
    }
    join(clauses)
}

/// What ranks a record higher without being asked for: the title, and dictionary words.
fn bonus(fields: &Fields, wanted: &Wanted, scope: Scope) -> Vec<Clause> {
    let mut clauses: Vec<Clause> = Vec::new();
    if scope == Scope::All
        && let Some(first) = wanted.phrases.first()
    {
        clauses.push((Occur::Should, boost(in_title(fields, first), TITLE)));
    }
    let mut words = words_of(&wanted.text);
    words.sort_unstable_by(|a, b| b.len().cmp(&a.len()).then(a.cmp(b)));
    words.dedup();
    for word in words.into_iter().take(MOST_WORDS) {
        clauses.push((Occur::Should, boost(term(fields.words, word), WORD)));
    }
    clauses
}

/// A phrase in the title, near enough for ranking: all its pairs, wherever they stand. Reading
/// positions would cost as much again as finding the phrase in the text.
fn in_title(fields: &Fields, phrase: &Phrase) -> Box<dyn Query> {
    let Cover { tokens, singles } = phrase.cover();
    let pairs = tokens.iter().map(|(_, token)| term(fields.title, token));
    let singles =
        singles.into_iter().map(|single| term(fields.title, single.encode_utf8(&mut [0; 4])));
    join(pairs.chain(singles).map(|query| (Occur::Must, query)).collect())
}

/// Several terms standing side by side in the title rank higher.
fn together(fields: &Fields, terms: &[Wanted]) -> Option<Clause> {
    if terms.len() < 2 {
        return None;
    }
    let all: String = terms.iter().map(|term| term.text.as_str()).collect();
    let all = Phrase::of(&all)?;
    Some((Occur::Should, boost(phrase(fields, &all, Scope::Title), TITLE)))
}

/// A query for one token of a field.
pub(crate) fn term(field: Field, token: &str) -> Box<dyn Query> {
    Box::new(TermQuery::new(Term::from_field_text(field, token), IndexRecordOption::WithFreqs))
}

fn boost(query: Box<dyn Query>, factor: f32) -> Box<dyn Query> {
    Box::new(BoostQuery::new(query, factor))
}

fn join(mut clauses: Vec<Clause>) -> Box<dyn Query> {
    if clauses.len() > 1 {
        return Box::new(BooleanQuery::new(clauses));
    }
    clauses.pop().map_or_else(|| Box::new(EmptyQuery) as Box<dyn Query>, |(_, query)| query)
}
