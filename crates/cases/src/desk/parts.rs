//! The parts of a case's page, in words.

use std::collections::HashMap;

use platform::Fault;
use serde_json::{Value, json};
use structure::accounts::all_accounts;
use structure::{AccountId, App, Right, Staff, UnitId};

use super::timeline::steps;
use crate::cases::{CaseRecord, CaseState, Closure, Holder, of_holder};
use crate::correspondence::{CaseFile, Voice, file_url, files_of, messages_of};
use crate::handling::assists_of;
use crate::ids::MessageId;
use crate::kinds::CaseKind;
use crate::publications::{current, suggested};
use crate::replies::{delivered, replies_of};

/// Names of the office's people.
pub(super) struct People(HashMap<AccountId, String>);

impl People {
    pub(super) async fn load(app: &App) -> Result<Self, Fault> {
        let accounts = all_accounts(&app.db).await?;
        Ok(Self(accounts.into_iter().map(|one| (one.id, one.name)).collect()))
    }

    fn name(&self, id: Option<AccountId>) -> String {
        id.and_then(|id| self.0.get(&id)).cloned().unwrap_or_default()
    }
}

pub(super) fn unit_name(app: &App, unit: UnitId) -> String {
    app.tree().unit(unit).map(|unit| unit.name.clone()).unwrap_or_default()
}

fn shown_file(record: &CaseRecord, file: &CaseFile) -> Value {
    let url = file_url(&format!("/cases/{}", record.receipt), file);
    json!({ "code": file.code, "name": file.name, "size": file.size,
        "media_type": file.media_type, "url": url })
}

pub(super) async fn files(
    app: &App,
    record: &CaseRecord,
    message: Option<MessageId>,
) -> Result<Vec<Value>, Fault> {
    let files = files_of(&app.db, record.id).await?;
    let own = files.iter().filter(|file| file.message_id == message && file.reply_id.is_none());
    Ok(own.map(|file| shown_file(record, file)).collect())
}

/// What holder and office said to each other.
pub(super) async fn thread(
    staff: &Staff,
    people: &People,
    record: &CaseRecord,
) -> Result<Vec<Value>, Fault> {
    let app = &staff.app;
    let mut thread = Vec::new();
    for message in messages_of(&app.db, record.id).await? {
        if message.voice == Voice::Remark {
            continue;
        }
        let who = match message.voice {
            Voice::Holder => staff.t("case-holder"),
            _ => people.name(message.account_id),
        };
        thread.push(json!({
            "voice": message.voice.word(), "who": who, "body": message.body,
            "unit": message.unit_id.map(|unit| unit_name(app, unit)),
            "at": message.written_at, "files": files(app, record, Some(message.id)).await?,
        }));
    }
    Ok(thread)
}

/// What the office said to itself.
pub(super) async fn remarks(
    staff: &Staff,
    people: &People,
    record: &CaseRecord,
) -> Result<Vec<Value>, Fault> {
    let messages = messages_of(&staff.app.db, record.id).await?;
    let remarks = messages.iter().filter(|message| message.voice == Voice::Remark);
    Ok(remarks
        .map(|message| {
            json!({
                "who": people.name(message.account_id), "body": message.body,
                "unit": message.unit_id.map(|unit| unit_name(&staff.app, unit)),
                "at": message.written_at,
            })
        })
        .collect())
}

pub(super) async fn assists(
    staff: &Staff,
    people: &People,
    record: &CaseRecord,
) -> Result<Vec<Value>, Fault> {
    let assists = assists_of(&staff.app.db, record.id).await?;
    let handles = |unit| staff.rights.covers_unit(Right::HandleCases, unit);
    Ok(assists
        .iter()
        .map(|assist| {
            let open = assist.answered_at.is_none() && record.state.is_open();
            let url = format!("/cases/{}/assists/{}/answer", record.receipt, assist.id);
            json!({
                "unit": unit_name(&staff.app, assist.unit_id), "question": assist.question,
                "asked_by": people.name(Some(assist.asked_by)), "asked_at": assist.asked_at,
                "answer": assist.answer, "answered_by": people.name(assist.answered_by),
                "answered_at": assist.answered_at,
                "action": (open && handles(assist.unit_id)).then_some(url),
            })
        })
        .collect())
}

pub(super) async fn replies(
    staff: &Staff,
    people: &People,
    record: &CaseRecord,
) -> Result<Vec<Value>, Fault> {
    let replies = replies_of(&staff.app.db, record.id).await?;
    Ok(replies
        .iter()
        .map(|reply| {
            json!({
                "number": reply.number, "body": reply.body, "state": reply.state.word(),
                "state_name": staff.t(reply.state.key()), "author": people.name(Some(reply.author_id)),
                "unit": unit_name(&staff.app, reply.unit_id), "at": reply.written_at,
                "reviewer": people.name(reply.reviewer_id), "reviewed_at": reply.reviewed_at,
                "comment": reply.comment, "own": reply.author_id == staff.id(),
            })
        })
        .collect())
}

pub(super) fn rating(staff: &Staff, record: &CaseRecord) -> Value {
    let Some(rating) = record.rating else { return Value::Null };
    json!({
        "name": staff.t(&format!("case-rating-{rating}")), "words": record.rating_words,
        "at": record.rated_at, "tone": if rating >= 3 { "good" } else { "danger" },
    })
}

pub(super) async fn timeline(
    staff: &Staff,
    people: &People,
    record: &CaseRecord,
) -> Result<Vec<Value>, Fault> {
    let steps = steps(&staff.app, record).await?;
    Ok(steps
        .iter()
        .map(|step| {
            let who = match step.account {
                Some(id) => people.name(Some(AccountId(id))),
                None if step.verb == "case.escalated" => staff.t("case-by-system"),
                None => staff.t("case-holder"),
            };
            json!({
                "name": staff.t(&step.key()), "who": who, "at": step.at,
                "unit": step.unit.map(|unit| unit_name(&staff.app, unit)),
                "reason": step.reason, "alert": step.verb == "case.escalated",
            })
        })
        .collect())
}

/// Other cases of the same telephone number that this person may see.
pub(super) async fn others(staff: &Staff, record: &CaseRecord) -> Result<Vec<Value>, Fault> {
    let found = of_holder(&staff.app.db, record).await?;
    let seen = found.iter().filter(|one| staff.rights.covers_unit(Right::ReadCases, one.unit_id));
    Ok(seen
        .map(|one| {
            json!({
                "receipt": one.receipt, "title": one.title, "url": format!("/cases/{}", one.receipt),
                "state_name": staff.t(one.state.key()), "tone": one.state.tone(),
                "at": one.received_at, "mergeable": one.merged_into.is_none(),
            })
        })
        .collect())
}

pub(super) async fn publication(
    staff: &Staff,
    kind: &CaseKind,
    (record, holder): (&CaseRecord, &Holder),
) -> Result<Value, Fault> {
    if record.state != CaseState::Answered {
        return Ok(Value::Null);
    }
    let db = &staff.app.db;
    if let Some(shown) = current(db, record.id).await? {
        let path = format!("{}/{}", kind.published_path, record.receipt);
        let url = staff.app.tree().url(record.site_id, &path);
        return Ok(json!({
            "title": shown.title, "body": shown.body, "reply": shown.reply, "live": true,
            "at": shown.published_at, "path": url,
        }));
    }
    let reply = delivered(db, record.id).await?.map(|reply| reply.body).unwrap_or_default();
    let text = suggested(record, holder, &reply);
    Ok(json!({ "title": text.title, "body": text.body, "reply": text.reply, "live": false }))
}

pub(super) fn facts(
    staff: &Staff,
    kind: &CaseKind,
    record: &CaseRecord,
    sources: &[(String, String)],
) -> Value {
    let fact = |key: &str, text: Option<String>| json!({ "term": staff.t(key), "text": text });
    let mut facts = vec![
        fact("case-receipt", Some(record.receipt.clone())),
        fact("case-theme", Some(staff.t(&kind.theme_key(&record.theme)))),
        fact("case-unit", Some(unit_name(&staff.app, record.unit_id))),
        fact("case-came", Some(record.received_at.minute())),
        fact("case-accept-due", Some(record.accept_due.date())),
        fact("case-answer-due", record.answer_due.map(platform::Time::date)),
    ];
    let public = if record.wants_public { "case-public-yes" } else { "case-public-no" };
    facts.push(fact("case-public", Some(staff.t(public))));
    for (system, number) in sources {
        facts.push(fact("case-source", Some(format!("{system} {number}"))));
    }
    if let Some(reason) = &record.closure_reason {
        let text = match (reason.as_str(), kind.closure(reason)) {
            (Closure::WITHDRAWN, _) => staff.t("case-closed-withdrawn"),
            (Closure::MERGED, _) => staff.t("case-closed-merged"),
            (Closure::ARCHIVED, _) => staff.t("case-closed-archived"),
            (_, Some(known)) => staff.t(known.key),
            (other, None) => other.to_owned(),
        };
        facts.push(fact("case-closure-reason", Some(text)));
        facts.push(fact("case-closure-words", Some(record.closure_words.clone())));
    }
    json!(facts)
}

pub(crate) fn unit_options(app: &App) -> Vec<Value> {
    let tree = app.tree();
    tree.units().iter().map(|unit| json!({ "value": unit.code, "label": unit.name })).collect()
}

pub(super) fn closures(staff: &Staff, kind: &CaseKind) -> Vec<Value> {
    let option = |word: &str, key: &str| json!({ "value": word, "label": staff.t(key) });
    kind.closures.iter().map(|reason| option(reason.word, reason.key)).collect()
}
