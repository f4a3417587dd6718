//! `/mailbox/mine/{receipt}`: a letter for whoever wrote it: where it stands, what was said, what
//! they can do.

use cases::cases::{CaseRecord, CaseState, Closure, FormKey};
use cases::correspondence::{
    CaseFile, Voice, file as file_of, file_url, files_of, messages_of, serve,
};
use cases::desk::steps;
use cases::replies::{addressed, delivered};
use http::StatusCode;
use platform::Fault;
use serde_json::{Value, json};
use structure::{UnitId, Visitor};
use web::extract::Path;
use web::forms::FormState;
use web::{Answer, Refusal};

use super::holder_cookie::opened;
use super::page::private;
use crate::citizen_accounts::contact_of;
use crate::kind::LETTERS;

/// `GET /mailbox/mine/{receipt}`
pub(super) async fn show(visitor: Visitor, Path(receipt): Path<String>) -> Answer {
    let record = opened(&visitor, &receipt).await?;
    page(&visitor, &record, (StatusCode::OK, FormState::default())).await
}

/// `GET /mailbox/mine/{receipt}/files/{file}`
pub(super) async fn file(
    visitor: Visitor,
    Path((receipt, file)): Path<(String, String)>,
) -> Answer {
    let record = opened(&visitor, &receipt).await?;
    let found = file_of(&visitor.app.db, record.id, &file).await?;
    serve(&visitor.app, &found.ok_or_else(Refusal::not_found)?).await
}

/// The page, with a form that came back.
pub(super) async fn page(
    visitor: &Visitor,
    record: &CaseRecord,
    (status, form): (StatusCode, FormState),
) -> Answer {
    let t = |key: &str| visitor.app.messages.t(key, &[]);
    let base = visitor.url(&format!("mailbox/mine/{}", record.receipt));
    let reply = delivered(&visitor.app.db, record.id).await?;
    let reply = reply.filter(|_| record.state == CaseState::Answered);
    let reply = match reply {
        Some(reply) => Some((addressed(&visitor.app, record, &reply.body)?, reply.unit_id)),
        None => None,
    };
    let key = FormKey::draw();
    let ratings: Vec<Value> = (1..=5)
        .rev()
        .map(|rating| json!({ "value": rating, "label": t(&format!("case-rating-{rating}")) }))
        .collect();
    let content = json!({
        "letter": {
            "receipt": record.receipt, "title": record.title, "body": record.body,
            "theme_name": t(&LETTERS.theme_key(&record.theme)),
            "unit_name": unit_name(visitor, record.unit_id),
            "state": record.state.word(), "state_name": t(record.state.key()),
            "received_at": record.received_at, "public": record.wants_public,
            "promise": promise(record), "due": record.due().map(platform::Time::date),
            "files": own_files(visitor, record, &base).await?,
        },
        "reply": reply.map(|(body, unit)| json!({
            "body": body, "unit_name": unit_name(visitor, unit),
            "at": record.answered_at,
        })),
        "closure": closure(visitor, record),
        "thread": thread(visitor, record, &base).await?,
        "timeline": timeline(visitor, record).await?,
        "may_add": record.state.is_open(), "may_withdraw": record.state.is_open(),
        "may_rate": record.state == CaseState::Answered,
        "asked": record.state == CaseState::Waiting,
        "rating": record.rating, "rating_name": record.rating.map(|rating| t(&format!("case-rating-{rating}"))),
        "ratings": ratings,
        "account_url": contact_of(visitor).await?.map(|_| visitor.url("mailbox/account")),
        "key": key.reveal(), "base": base, "form": form.shown(&visitor.app.messages),
        "published_url": record.published_at.map(|_| visitor.url(&format!("mailbox/letters/{}", record.receipt))),
    });
    let path = format!("mailbox/mine/{}", record.receipt);
    private(visitor, status, ("letter-mine", &path), ("mailbox/mine.html", content))
}

fn unit_name(visitor: &Visitor, unit: UnitId) -> String {
    visitor.tree.unit(unit).map(|unit| unit.name.clone()).unwrap_or_default()
}

/// Which promise holds now.
pub(crate) fn promise(record: &CaseRecord) -> &'static str {
    match record.state {
        CaseState::Received => "accept",
        CaseState::Accepted | CaseState::InReview => "answer",
        CaseState::Waiting => "waiting",
        CaseState::Answered | CaseState::Closed => "none",
    }
}

fn closure(visitor: &Visitor, record: &CaseRecord) -> Value {
    let Some(reason) = &record.closure_reason else { return Value::Null };
    let key = match reason.as_str() {
        Closure::WITHDRAWN => "case-closed-withdrawn",
        Closure::MERGED => "case-closed-merged",
        Closure::ARCHIVED => "case-closed-archived",
        other => LETTERS.closure(other).map_or("case-state-closed", |known| known.key),
    };
    json!({ "reason": visitor.app.messages.t(key, &[]), "words": record.closure_words })
}

fn shown(base: &str, file: &CaseFile) -> Value {
    json!({ "name": file.name, "size": file.size, "url": file_url(base, file) })
}

async fn own_files(
    visitor: &Visitor,
    record: &CaseRecord,
    base: &str,
) -> Result<Vec<Value>, Fault> {
    let files = files_of(&visitor.app.db, record.id).await?;
    Ok(files.iter().filter(|file| file.message_id.is_none()).map(|one| shown(base, one)).collect())
}

async fn thread(visitor: &Visitor, record: &CaseRecord, base: &str) -> Result<Vec<Value>, Fault> {
    let db = &visitor.app.db;
    let files = files_of(db, record.id).await?;
    let messages = messages_of(db, record.id).await?;
    let said = messages.iter().filter(|message| message.voice != Voice::Remark);
    Ok(said
        .map(|message| {
            let own = files.iter().filter(|file| file.message_id == Some(message.id));
            json!({
                "voice": message.voice.word(), "body": message.body, "at": message.written_at,
                "unit_name": message.unit_id.map(|unit| unit_name(visitor, unit)),
                "files": own.map(|one| shown(base, one)).collect::<Vec<_>>(),
            })
        })
        .collect())
}

async fn timeline(visitor: &Visitor, record: &CaseRecord) -> Result<Vec<Value>, Fault> {
    let steps = steps(&visitor.app, record).await?;
    let seen = steps.iter().filter(|step| step.is_shown_to_holder());
    Ok(seen
        .map(|step| {
            json!({
                "name": visitor.app.messages.t(&step.key(), &[]), "at": step.at,
                "unit_name": step.unit.map(|unit| unit_name(visitor, unit)),
            })
        })
        .collect())
}
