//! A letter as a system reads it.

use axum::Json;
use axum::response::{IntoResponse, Response};
use cases::cases::{CaseRecord, CaseState, Closure};
use cases::correspondence::{Voice, messages_of};
use cases::publications::published_by_receipt;
use cases::replies::{addressed, delivered};
use http::{StatusCode, header};
use platform::{Fault, Time};
use serde::Serialize;
use structure::{UnitId, Visitor};
use utoipa::ToSchema;

use super::reach::Found;
use crate::kind::LETTERS;

/// A unit as a reference.
#[derive(Serialize, ToSchema)]
pub(crate) struct HotlineUnit {
    /// Its code.
    #[schema(example = "cggj")]
    pub code: String,
    /// Its name.
    pub name: String,
}

/// An answer.
#[derive(Serialize, ToSchema)]
pub(crate) struct HotlineReply {
    /// What is answered.
    pub text: String,
    /// Who answers.
    pub unit: HotlineUnit,
}

/// Why a letter ended without an answer.
#[derive(Serialize, ToSchema)]
pub(crate) struct HotlineClosure {
    /// The reason in law or rule.
    pub reason: String,
    /// In words, for the caller; null for letters that the system did not send.
    pub words: Option<String>,
}

/// A letter. Of one that the system did not send only where it stands, and what is published of it.
#[derive(Serialize, ToSchema)]
pub(crate) struct HotlineCase {
    /// Receipt number 受理编号.
    #[schema(example = "XJ202611280001")]
    pub receipt: String,
    /// The system's own number; null for a letter that it did not send.
    pub number: Option<String>,
    /// The holder's secret 查询码, for the caller; only in the answer that opened the letter.
    pub secret: Option<String>,
    /// The theme's word.
    pub theme: String,
    /// Its name.
    pub theme_name: String,
    /// The title; masked where it is published, null for letters of others that are not.
    pub title: Option<String>,
    /// `received`, `accepted`, `waiting`, `in_review`, `answered`, `closed`.
    #[schema(example = "accepted")]
    pub state: String,
    /// In words.
    pub state_name: String,
    /// The unit that must answer.
    pub unit: Option<HotlineUnit>,
    /// When it came.
    pub received_at: String,
    /// Until when it must be accepted.
    pub accept_due: String,
    /// When it was accepted.
    pub accepted_at: Option<String>,
    /// Until when it must be answered; null before it is accepted.
    pub answer_due: Option<String>,
    /// Whether it is past the moment that counts now.
    pub overdue: bool,
    /// What the office asks the caller; while that is open the clock stands.
    pub question: Option<String>,
    /// When the answer left.
    pub answered_at: Option<String>,
    /// The answer after its review.
    pub reply: Option<HotlineReply>,
    /// Why it ended without an answer.
    pub closure: Option<HotlineClosure>,
    /// 1 to 5, if the caller said so.
    pub rating: Option<i64>,
    /// The page on which it is published.
    pub published_url: Option<String>,
    /// When something last happened.
    pub changed_at: String,
}

/// Letters to which something happened, in the order in which they came.
#[derive(Serialize, ToSchema)]
pub(crate) struct HotlineCasePage {
    /// The letters as they are now, each once.
    pub items: Vec<HotlineCase>,
    /// Keep it and ask with it next time: everything behind it comes, nothing twice, nothing lost.
    pub next_cursor: String,
    /// Whether more waits behind the cursor now.
    pub more: bool,
}

pub(super) fn unit(visitor: &Visitor, id: UnitId) -> Option<HotlineUnit> {
    let unit = visitor.tree.unit(id)?;
    Some(HotlineUnit { code: unit.code.clone(), name: unit.name.clone() })
}

/// A letter in the shape that the system may read.
pub(super) async fn shape(visitor: &Visitor, found: &Found) -> Result<HotlineCase, Fault> {
    let Found { record, number } = found;
    let (app, own) = (&visitor.app, number.is_some());
    let shown = match record.published_at {
        Some(_) => published_by_receipt(&app.db, LETTERS.code, &record.receipt).await?,
        None => None,
    };
    let title = if own {
        Some(record.title.clone())
    } else {
        shown.as_ref().map(|shown| shown.title.clone())
    };
    let reply = if own { delivered_text(visitor, record).await? } else { None };
    let reply = reply.or_else(|| shown.as_ref().map(|shown| (shown.reply.clone(), shown.unit_id)));
    let path = format!("{}/{}", LETTERS.published_path, record.receipt);
    Ok(HotlineCase {
        receipt: record.receipt.clone(),
        number: number.clone(),
        secret: None,
        theme: record.theme.clone(),
        theme_name: app.messages.t(&LETTERS.theme_key(&record.theme), &[]),
        title,
        state: record.state.word().to_owned(),
        state_name: app.messages.t(record.state.key(), &[]),
        unit: unit(visitor, record.unit_id),
        received_at: record.received_at.rfc3339(),
        accept_due: record.accept_due.rfc3339(),
        accepted_at: record.accepted_at.map(Time::rfc3339),
        answer_due: record.answer_due.map(Time::rfc3339),
        overdue: record.due().is_some_and(|due| due < app.clock().now()),
        question: if own { question(visitor, record).await? } else { None },
        answered_at: record.answered_at.map(Time::rfc3339),
        reply: reply.and_then(|(text, by)| Some(HotlineReply { text, unit: unit(visitor, by)? })),
        closure: closure(visitor, record, own),
        rating: record.rating.filter(|_| own),
        published_url: shown.map(|_| visitor.absolute(&visitor.url(&path))),
        changed_at: record.changed_at.rfc3339(),
    })
}

async fn delivered_text(
    visitor: &Visitor,
    record: &CaseRecord,
) -> Result<Option<(String, UnitId)>, Fault> {
    if record.state != CaseState::Answered {
        return Ok(None);
    }
    let Some(reply) = delivered(&visitor.app.db, record.id).await? else { return Ok(None) };
    Ok(Some((addressed(&visitor.app, record, &reply.body)?, reply.unit_id)))
}

/// What the caller was asked, while the office waits for it.
async fn question(visitor: &Visitor, record: &CaseRecord) -> Result<Option<String>, Fault> {
    if record.state != CaseState::Waiting {
        return Ok(None);
    }
    let messages = messages_of(&visitor.app.db, record.id).await?;
    let asked = messages.into_iter().rev().find(|message| message.voice == Voice::Office);
    Ok(asked.map(|message| message.body))
}

fn closure(visitor: &Visitor, record: &CaseRecord, own: bool) -> Option<HotlineClosure> {
    let key = match record.closure_reason.as_deref()? {
        Closure::WITHDRAWN => "case-closed-withdrawn",
        Closure::MERGED => "case-closed-merged",
        Closure::ARCHIVED => "case-closed-archived",
        other => LETTERS.closure(other).map_or("case-state-closed", |known| known.key),
    };
    let reason = visitor.app.messages.t(key, &[]);
    Some(HotlineClosure { reason, words: own.then(|| record.closure_words.clone()) })
}

/// An answer for one system, kept by no cache.
pub(super) fn answer(status: StatusCode, value: &impl Serialize) -> Response {
    (status, [(header::CACHE_CONTROL, "private, no-store")], Json(value)).into_response()
}
