//! `POST /mailbox/suggestions`: what has been answered already, while somebody types. The text comes
//! in a body, so that no log of addresses holds it; it is compared and forgotten.

use axum::Json;
use axum::response::IntoResponse;
use cases::likeness::{offered, published_wording};
use documents::documents::Card;
use documents::kinds::Kinds;
use http::header;
use platform::{Fault, FaultContext};
use search::{Query as Searched, Similar};
use serde_json::{Value, json};
use structure::Visitor;
use structure::sessions::Arrival;
use web::{Answer, FormData};

use super::kind::KNOWLEDGE;
use super::model::is_current;
use super::store::cards_of;
use crate::kind::LETTERS;
use crate::limits;

/// Characters that are compared.
const READ: usize = 500;
/// A text shorter than this says nothing yet.
const LEAST: usize = 3;
/// What a question must share of what is rare in the text.
const LIKE: f32 = 0.22;
/// Or what it shares must be worth this, however long the text is.
const WORTH: f32 = 14.0;
/// At most so many of each.
const QUESTIONS: usize = 3;
const GUIDES: usize = 2;
const LETTERS_SHOWN: usize = 3;

/// The room.
pub(super) async fn suggest(visitor: Visitor, arrival: Arrival, data: FormData) -> Answer {
    limits::suggestions(&arrival)?;
    let text: String = data.get("text").trim().chars().take(READ).collect();
    let items =
        if text.chars().count() < LEAST { Vec::new() } else { found(&visitor, &text).await? };
    Ok(([(header::CACHE_CONTROL, "no-store")], Json(json!({ "items": items }))).into_response())
}

/// What somebody types, and what offices call it.
#[derive(Clone, Copy)]
struct Asked<'a> {
    text: &'a str,
    others: &'a [(String, u32)],
}

async fn found(visitor: &Visitor, text: &str) -> Result<Vec<Value>, Fault> {
    // Questions and guides are written in the words of offices.
    let others = published_wording(&visitor.app, visitor.site_id, text).await?;
    let asked = Asked { text, others: &others };
    let questions = questions(visitor, asked, QUESTIONS).await?;
    let mut items: Vec<Value> =
        questions.iter().map(|one| shown(visitor, "question", one)).collect();
    let guides = visitor.app.registers.get::<Kinds>()?.all().iter();
    for kind in guides.filter(|kind| kind.chapter == "services") {
        let like = like(visitor, asked, (kind.code, GUIDES)).await?;
        items.extend(like.iter().map(|one| shown(visitor, "guide", one)));
    }
    let letters =
        offered(&visitor.app, LETTERS.code, (visitor.site_id, text), LETTERS_SHOWN).await?;
    items.extend(letters.iter().map(|one| letter(visitor, one)));
    Ok(items)
}

/// Questions that are like a text and may still be offered, the likest first.
async fn questions(
    visitor: &Visitor,
    asked: Asked<'_>,
    limit: usize,
) -> Result<Vec<Similar>, Fault> {
    let mut found = like(visitor, asked, (KNOWLEDGE.code, limit * 2)).await?;
    let ids: Vec<i64> = found.iter().map(|one| one.hit.id).collect();
    let cards: Vec<(i64, Card)> = cards_of(&visitor.app.db, &ids).await?;
    let today = visitor.app.clock().now().day();
    found.retain(|one| cards.iter().any(|(id, card)| *id == one.hit.id && is_current(card, today)));
    found.truncate(limit);
    Ok(found)
}

async fn like(
    visitor: &Visitor,
    asked: Asked<'_>,
    (kind, limit): (&str, usize),
) -> Result<Vec<Similar>, Fault> {
    let filter = Searched {
        site_id: Some(visitor.site_id.0),
        kind: Some(kind.to_owned()),
        ..Searched::default()
    };
    let (index, text) = (visitor.app.search.clone(), asked.text.to_owned());
    let others = asked.others.to_vec();
    let found = tokio::task::spawn_blocking(move || {
        index.similar_with((&text, &others), &filter, (limit, None))
    });
    let mut found = found.await.doing("look for answers")?.doing("look for answers")?;
    // Beside something that fits well, what fits half as well only distracts.
    let best = found.iter().map(|one| one.weight).fold(0.0, f32::max);
    found.retain(|one| (one.share >= LIKE || one.weight >= WORTH) && one.weight * 2.0 >= best);
    Ok(found)
}

fn shown(visitor: &Visitor, kind: &str, one: &Similar) -> Value {
    let unit = one.hit.unit_ids.first().and_then(|id| visitor.tree.unit(structure::UnitId(*id)));
    json!({
        "kind": kind, "label": visitor.app.messages.t(&format!("knowledge-offered-{kind}"), &[]),
        "title": one.hit.title, "url": visitor.link(&one.hit.url), "summary": one.hit.summary,
        "unit": unit.map(|unit| unit.name.clone()),
    })
}

fn letter(visitor: &Visitor, one: &Similar) -> Value {
    let unit = one.hit.extra.get("unit").and_then(Value::as_i64).map(structure::UnitId);
    let unit = unit.and_then(|unit| visitor.tree.unit(unit));
    json!({
        "kind": "letter", "label": visitor.app.messages.t("knowledge-offered-letter", &[]),
        "title": one.hit.title, "summary": one.hit.summary,
        "url": visitor.url(&format!("mailbox/letters/{}", one.hit.key)),
        "unit": unit.map(|unit| unit.name.clone()),
    })
}
