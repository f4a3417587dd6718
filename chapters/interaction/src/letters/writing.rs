//! `/mailbox/new`: a letter is written, and acknowledged with its receipt only when it is stored.

use cases::cases::{FormKey, OpenForm, Opened, open};
use cases::clocks::working_days_after;
use cases::correspondence::{FILES_LIMIT, FileRefusal, keep_files};
use cases::handling::tell_of;
use http::StatusCode;
use serde_json::{Value, json};
use structure::Visitor;
use structure::sessions::Arrival;
use web::Answer;
use web::forms::{FormState, form_values};
use web::refusal::FieldError;
use web::upload::Upload;

use super::form::{LONGEST, LetterForm, read};
use super::page::private;
use super::{holder_cookie, offices};
use crate::kind::LETTERS;
use crate::limits;

/// `GET /mailbox/new`
pub(super) async fn blank(visitor: Visitor) -> Answer {
    let key = FormKey::draw();
    let form = FormState::of(form_values([("key", key.reveal())]));
    page(&visitor, StatusCode::OK, form)
}

fn page(visitor: &Visitor, status: StatusCode, form: FormState) -> Answer {
    let messages = &visitor.app.messages;
    let now = visitor.app.clock().now();
    let accept = working_days_after(now, LETTERS.clocks.accept_days);
    let answer = working_days_after(accept, LETTERS.clocks.answer_days);
    let themes: Vec<Value> = LETTERS
        .themes
        .iter()
        .map(|word| json!({ "value": word, "label": messages.t(&LETTERS.theme_key(word), &[]) }))
        .collect();
    let content = json!({
        "action": visitor.url("mailbox/new"), "form": form.shown(messages),
        "themes": themes, "units": offices::options(visitor), "limit": LONGEST,
        "files_limit": FILES_LIMIT, "status_url": visitor.url("mailbox/status"),
        "similar_url": visitor.url("mailbox/suggestions"), "knowledge_url": visitor.url("knowledge"),
        "accept_by": accept.date(), "answer_by": answer.date(),
        "accept_days": LETTERS.clocks.accept_days, "answer_days": LETTERS.clocks.answer_days,
    });
    private(visitor, status, ("letter-new", "mailbox/new"), ("mailbox/new.html", content))
}

/// `POST /mailbox/new`: the same form twice is one letter, and gets the same answer.
pub(super) async fn create(visitor: Visitor, arrival: Arrival, upload: Upload) -> Answer {
    limits::writes(&arrival)?;
    let refused = StatusCode::UNPROCESSABLE_ENTITY;
    let letter = match read(&visitor, &upload.data) {
        Ok(letter) => letter,
        Err(form) => return page(&visitor, refused, with_key(form)),
    };
    let files = match keep_files(&visitor.app.files, &upload, "files").await {
        Ok(files) => files,
        Err(FileRefusal::Fault(fault)) => return Err(fault.into()),
        Err(FileRefusal::Refused(why)) => {
            let errors = why.into_iter().map(|why| FieldError::new("files", why)).collect();
            return page(&visitor, refused, FormState { values: upload.data, errors });
        }
    };
    let LetterForm { unit, theme, title, body, holder, wants_public, key } = letter;
    let site = visitor.site_id;
    let kind = &LETTERS;
    let form = OpenForm { kind, site, unit, theme, title, body, holder, wants_public, files, key };
    let opened = open(&visitor.app, form).await?;
    if opened.seq.is_some() {
        tell_of(&visitor.app, &opened.record).await?;
    }
    acknowledge(&visitor, &arrival, &opened)
}

/// A form whose key was lost gets a new one: otherwise it could never be sent.
fn with_key(mut form: FormState) -> FormState {
    if FormKey::parse(form.values.get("key")).is_none() {
        form.values.remove("key");
        form.values.push("key", FormKey::draw().reveal());
    }
    form
}

fn acknowledge(visitor: &Visitor, arrival: &Arrival, opened: &Opened) -> Answer {
    let record = &opened.record;
    let unit = visitor.tree.unit(record.unit_id).map_or("", |unit| unit.name.as_str());
    let answer = working_days_after(record.accept_due, LETTERS.clocks.answer_days);
    let content = json!({
        "receipt": record.receipt, "secret": opened.secret.reveal(), "title_of": record.title,
        "unit_name": unit, "accept_by": record.accept_due.date(), "answer_by": answer.date(),
        "mine_url": visitor.url(&format!("mailbox/mine/{}", record.receipt)),
        "status_url": visitor.url("mailbox/status"),
    });
    let name = ("letter-received", "mailbox/new");
    let mut answer = private(visitor, StatusCode::OK, name, ("mailbox/received.html", content))?;
    holder_cookie::give(visitor, arrival, &mut answer, record)?;
    Ok(answer)
}
