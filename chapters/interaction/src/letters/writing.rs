//! `/mailbox/new`: a letter is written, and acknowledged with its receipt only when it is stored.

use cases::cases::{FormKey, OpenForm, Opened, open_with};
use cases::clocks::working_days_after;
use cases::correspondence::{FILES_LIMIT, KeptFile};
use cases::handling::tell_of;
use http::StatusCode;
use notices::contacts::Contact;
use platform::Fault;
use serde_json::{Value, json};
use structure::Visitor;
use structure::sessions::Arrival;
use web::form_data::FormData;
use web::forms::{FormState, form_values};
use web::refusal::FieldError;
use web::upload::Upload;
use web::{Answer, Error};

use super::draft::Draft;
use super::form::{LONGEST, LetterForm, read};
use super::page::private;
use super::{contacts, holder_cookie, offices, proving};
use crate::citizen_accounts::contact_of;
use crate::kind::LETTERS;
use crate::limits;

/// Who writes: signed in or not, and from where.
struct Writer {
    own: Option<Contact>,
    asker: String,
}

impl Writer {
    async fn of(visitor: &Visitor, arrival: &Arrival) -> Result<Self, Fault> {
        Ok(Self { own: contact_of(visitor).await?, asker: limits::asker(arrival) })
    }
}

/// `GET /mailbox/new`
pub(super) async fn blank(visitor: Visitor, arrival: Arrival) -> Answer {
    let key = FormKey::draw();
    let mut values = form_values([("key", key.reveal())]);
    let writer = Writer::of(&visitor, &arrival).await?;
    if let Some(own) = &writer.own {
        values.push(own.way.word(), own.to.as_str());
    }
    page(&visitor, StatusCode::OK, (FormState::of(values), &[]), &writer)
}

fn page(
    visitor: &Visitor,
    status: StatusCode,
    (form, files): (FormState, &[KeptFile]),
    Writer { own, asker }: &Writer,
) -> Answer {
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
        "action": visitor.url("mailbox/new"), "verify": proving::offered(&visitor.app, &form.values, own.as_ref()),
        "challenge": challenges::offered(&visitor.app, asker, form.values.get("key"))?,
        "kept": Draft::shown(visitor, form.values.get("key"), files)?,
        "form": form.shown(messages),
        "themes": themes, "units": offices::options(visitor), "limit": LONGEST,
        "files_limit": FILES_LIMIT, "status_url": visitor.url("mailbox/status"),
        "similar_url": visitor.url("mailbox/suggestions"), "knowledge_url": visitor.url("knowledge"),
        "accept_by": accept.date(), "answer_by": answer.date(),
        "accept_days": LETTERS.clocks.accept_days, "answer_days": LETTERS.clocks.answer_days,
    });
    private(visitor, status, ("letter-new", "mailbox/new"), ("mailbox/new.html", content))
}

/// `POST /mailbox/new`: the same form twice is one letter, and gets the same answer.
pub(super) async fn create(visitor: Visitor, arrival: Arrival, mut upload: Upload) -> Answer {
    limits::writes(&arrival)?;
    with_key(&mut upload.data);
    let draft = Draft::of(&visitor, upload).await?;
    let typed = Draft { data: draft.data.clone(), files: draft.files.clone(), errors: Vec::new() };
    match taken(&visitor, &arrival, draft).await {
        Err(Error::Fault(fault)) if fault.passing => {
            tracing::warn!(cause = fault.chain(), "a letter could not be taken");
            not_now(&visitor, &arrival, typed)
        }
        other => other,
    }
}

/// The form comes back whole, with its files: nothing could be stored, and nothing is lost.
fn not_now(visitor: &Visitor, arrival: &Arrival, typed: Draft) -> Answer {
    let writer = Writer { own: None, asker: limits::asker(arrival) };
    let errors = vec![FieldError::new("", "letter-not-now")];
    let form = FormState { values: typed.data, errors };
    page(visitor, StatusCode::SERVICE_UNAVAILABLE, (form, &typed.files), &writer)
}

async fn taken(visitor: &Visitor, arrival: &Arrival, mut draft: Draft) -> Answer {
    let writer = Writer::of(visitor, arrival).await?;
    if let Some(way) = proving::asked(&draft.data) {
        draft.data.remove("act");
        let error = proving::send(visitor, arrival, (way, &mut draft.data)).await?;
        draft.errors.extend(error);
        return again(visitor, draft, &writer);
    }
    let proved = match proving::proved(visitor, &mut draft.data, writer.own.as_ref()).await? {
        Ok(proved) => proved,
        Err(error) => {
            draft.errors.push(error);
            None
        }
    };
    let letter = match read(visitor, &draft.data) {
        Ok(letter) if draft.errors.is_empty() => letter,
        Ok(_) => return again(visitor, draft, &writer),
        Err(form) => {
            draft.errors.extend(form.errors);
            return again(visitor, draft, &writer);
        }
    };
    let passage = (writer.asker.as_str(), letter.key.reveal());
    if let Err(key) = challenges::check(&visitor.app, passage, &draft.data).await? {
        draft.errors.push(FieldError::new("challenge", key));
        return again(visitor, draft, &writer);
    }
    let LetterForm { unit, theme, title, body, mut holder, wants_public, key } = letter;
    let rows = match proved {
        Some(contact) => {
            holder.verified.push(contact.way);
            vec![contacts::row(&visitor.app, &contact)?]
        }
        None => Vec::new(),
    };
    let (site, kind, files) = (visitor.site_id, &LETTERS, draft.files);
    let form = OpenForm { kind, site, unit, theme, title, body, holder, wants_public, files, key };
    let opened = open_with(&visitor.app, form, rows).await?;
    if opened.seq.is_some() {
        challenges::sent(&visitor.app, &writer.asker);
        tell_of(&visitor.app, &opened.record).await?;
    }
    acknowledge(visitor, arrival, &opened)
}

/// The form comes back with everything: wrong, or because a code was asked for.
fn again(visitor: &Visitor, draft: Draft, writer: &Writer) -> Answer {
    let good = draft.errors.is_empty();
    let status = if good { StatusCode::OK } else { StatusCode::UNPROCESSABLE_ENTITY };
    let form = FormState { values: draft.data, errors: draft.errors };
    page(visitor, status, (form, &draft.files), writer)
}

/// A form whose key was lost gets a new one: otherwise it could never be sent.
fn with_key(data: &mut FormData) {
    if FormKey::parse(data.get("key")).is_none() {
        data.remove("key");
        data.push("key", FormKey::draw().reveal());
    }
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
