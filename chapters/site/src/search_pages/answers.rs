//! Service guides that answer a question by themselves (article 26, 搜索即服务): who asks how something
//! is done sees the guides first, with what decides: how long, what it costs, whether one must come.

use std::collections::BTreeMap;

use documents::documents::by_id;
use documents::ids::DocumentId;
use documents::kinds::{KindDeclaration, Kinds};
use platform::{Fault, FaultContext};
use search::{Hit, Query, Scope};
use serde_json::{Value, json};
use structure::visitor::Visitor;

use super::query::SearchQuery;
use crate::document_pages::values::words;

/// Guides above the other hits.
const FIRST: usize = 3;

/// Words with which people ask how something is done, the longest first.
fn asking() -> impl Iterator<Item = &'static str> {
    include_str!("asking.txt").lines().map(str::trim).filter(|word| !word.is_empty())
}

/// What somebody wants done, without the words that only ask; and whether there were any.
pub(super) fn thing(question: &str) -> (String, bool) {
    let mut left = question.to_owned();
    for word in asking() {
        left = left.replace(word, " ");
    }
    let left = left.split_whitespace().collect::<Vec<_>>().join(" ");
    let asks =
        left.chars().count() < question.split_whitespace().collect::<String>().chars().count();
    if left.is_empty() { (question.to_owned(), false) } else { (left, asks) }
}

/// Kinds whose hits say what decides.
fn telling(visitor: &Visitor) -> Result<Vec<&'static KindDeclaration>, Fault> {
    let kinds = visitor.app.registers.get::<Kinds>()?;
    let tells = |kind: &&KindDeclaration| kind.fields.iter().any(|field| field.is_key_fact);
    Ok(kinds.all().iter().copied().filter(|kind| tells(kind)).collect())
}

/// The guides that stand above the first page of an unsifted search. Without asking words only
/// those whose name holds what was typed.
pub(super) async fn guides(visitor: &Visitor, asked: &SearchQuery) -> Result<Vec<Hit>, Fault> {
    let sifted = asked.kind.as_deref().is_some_and(|kind| !kind.is_empty())
        || asked.sort.as_deref().is_some_and(|sort| sort != "relevance");
    if sifted || asked.page() > 1 || asked.text().is_empty() {
        return Ok(Vec::new());
    }
    let (text, asks) = thing(&asked.text());
    let mut found = Vec::new();
    for kind in telling(visitor)? {
        let query = Query {
            text: text.clone(),
            kind: Some(kind.code.to_owned()),
            scope: if asks { Scope::All } else { Scope::Title },
            limit: FIRST,
            ..asked.to_query(visitor, 10)
        };
        let index = visitor.app.search.clone();
        let page = tokio::task::spawn_blocking(move || index.search(&query))
            .await
            .doing("look for guides")?
            .doing("look for guides")?;
        // A part of what was asked for is no answer.
        found.extend(page.hits.into_iter().filter(|_| !page.relaxed));
    }
    found.truncate(FIRST);
    Ok(found)
}

/// What decides, for those of the hits whose kind tells it, by the number of the document.
pub(super) async fn facts<'a>(
    visitor: &Visitor,
    hits: impl Iterator<Item = &'a Hit>,
) -> Result<BTreeMap<i64, Value>, Fault> {
    let kinds = telling(visitor)?;
    let mut facts = BTreeMap::new();
    for hit in hits {
        let Some(kind) = kinds.iter().find(|kind| kind.code == hit.kind) else { continue };
        let document = by_id(&visitor.app.db, DocumentId(hit.id)).await?;
        let Some(card) = document.and_then(|document| document.card) else { continue };
        let fact = |field: &documents::kinds::Field| {
            let words = words(visitor, field, card.fields.get(field.name)?);
            let label = visitor.app.messages.t(field.label_key, &[]);
            Some(json!({ "label": label, "words": words }))
        };
        let said = kind.fields.iter().filter(|field| field.is_key_fact).filter_map(fact);
        facts.insert(hit.id, Value::Array(said.collect()));
    }
    Ok(facts)
}
