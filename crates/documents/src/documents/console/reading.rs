//! Writing from an office file (article 16): it is read, its parts fill the form beside what was
//! read, and the clerk confirms by saving. Until then nothing is a document.

use std::collections::BTreeMap;
use std::time::Duration;

use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use bytes::Bytes;
use files::examine;
use http::StatusCode;
use office::{Confidence, Official, Part, Reading, Unreadable, official};
use platform::Fault;
use serde::Deserialize;
use serde_json::{Value, json};
use structure::columns::Column;
use structure::sessions::require_own;
use structure::{App, ColumnId, Right, Staff, UnitId};
use web::csrf::TOKEN_FIELD;
use web::extract::Query;
use web::{Answer, Error, FieldError, FormData, FormState, Message, Refusal, Upload, UploadedFile};

use super::files::{described, limit, refused};
use super::form::Writing;
use super::new::writing_unit;
use crate::context::Context;
use crate::kinds::KindDeclaration;
use crate::revisions::Attachment;

/// The longest that a file is read.
const PATIENCE: Duration = Duration::from_secs(10);
/// How much of what was read stands beside the form.
const SHOWN: usize = 20_000;

/// What the address asks for.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub(crate) struct Asked {
    column: String,
    kind: String,
}

/// The column and the kind, if this person may write there.
fn place<'a>(
    staff: &Staff,
    ctx: &'a Context,
    (column, kind): (&str, &str),
) -> Result<(&'a Column, &'static KindDeclaration, UnitId), Error> {
    let id = column.parse().ok().map(ColumnId).ok_or_else(Refusal::not_found)?;
    let column = ctx.tree.column(id).ok_or_else(Refusal::not_found)?;
    let kind = ctx.kinds.find(kind).ok_or_else(Refusal::not_found)?;
    let unit = writing_unit(staff, column).unwrap_or(column.unit_id);
    staff.require(Right::WriteDocuments, unit, column.id)?;
    Ok((column, kind, unit))
}

/// `GET /documents/readings/new`
pub(crate) async fn new(staff: Staff, Query(asked): Query<Asked>) -> Answer {
    let ctx = Context::of(&staff.app)?;
    let (column, kind, _) = place(&staff, &ctx, (&asked.column, &asked.kind))?;
    ask(&staff, column, kind, &FormState::default())
}

fn ask(staff: &Staff, column: &Column, kind: &KindDeclaration, state: &FormState) -> Answer {
    let words = |error: &FieldError| staff.app.messages.text(&error.message);
    let errors = state.errors.iter().map(|error| json!({ "field": "file", "text": words(error) }));
    let errors: Vec<Value> = errors.collect();
    let back = format!("/documents/new?column={}&kind={}", column.id, kind.code);
    let title = staff.t("reading-title");
    let crumbs = json!([{ "name": staff.t("console-desk"), "url": "/" },
        { "name": staff.t("documents-new"), "url": back }, { "name": title, "url": null }]);
    let context = json!({
        "title": title, "breadcrumb": crumbs, "errors": errors, "cancel_url": back,
        "column": { "id": column.id.to_string(), "name": column.name },
        "kind": { "code": kind.code, "name": staff.t(kind.name_key) },
    });
    let bad = !state.errors.is_empty();
    let status = if bad { StatusCode::UNPROCESSABLE_ENTITY } else { StatusCode::OK };
    staff.page_with(status, "documents/reading.html", context)
}

/// `POST /documents/readings`: the form, filled with what the file says.
pub(crate) async fn create(staff: Staff, upload: Upload) -> Answer {
    require_own(&staff.session, upload.data.get(TOKEN_FIELD))?;
    let ctx = Context::of(&staff.app)?;
    let asked = (upload.data.get("column"), upload.data.get("kind"));
    let (column, kind, unit) = place(&staff, &ctx, asked)?;
    let again = |message: Message| {
        let errors = vec![FieldError::new("file", message)];
        ask(&staff, column, kind, &FormState { values: FormData::default(), errors })
    };
    let Some(file) = upload.files_of("file").next() else {
        return again(Message::new("reading-none"));
    };
    if let Some(why) = refused(&staff.app, file).await? {
        // An encrypted DOCX is an old compound file by its content.
        return again(locked(file).unwrap_or(why));
    }
    let accepted = examine(&file.name, &file.bytes, limit(&staff.app));
    let extension = accepted.ok().ok_or_else(Refusal::bad_request)?.extension;
    let reading = match read(file.bytes.clone(), extension).await? {
        Ok(reading) => reading,
        Err(key) => return again(Message::new(key).with("name", file.name.clone())),
    };
    let mut kept = Vec::new();
    let found = official(&reading);
    let body = with_pictures(&staff.app, &reading, &found, &mut kept).await?;
    if upload.data.get("keep") == "yes" {
        let digest = staff.app.files.put(file.bytes.clone()).await?;
        kept.extend(described(&file.name, &file.bytes, digest, u64::MAX));
    }
    let mut values = values(&found, body);
    let source = ctx.tree.unit(unit).map(|unit| unit.name.clone()).unwrap_or_default();
    values.push("source", source);
    values.push("author_name", staff.account.name.clone());
    let mut writing = Writing::begun(&staff, kind, column);
    writing.pictures = inline(&reading, &kept);
    writing.reading = Some(beside(&staff, &file.name, &reading, &found));
    writing.page(StatusCode::OK, &FormState::of(values), &kept)
}

/// The kept pictures as data, until the document is saved and they have an address.
fn inline(reading: &Reading, kept: &[Attachment]) -> BTreeMap<String, String> {
    let of = |file: &Attachment| {
        let digest = |bytes: &[u8]| files::Digest::of(bytes).to_string() == file.digest;
        let picture = reading.pictures.iter().find(|picture| digest(&picture.bytes))?;
        let data = STANDARD.encode(&picture.bytes);
        Some((file.code.clone(), format!("data:{};base64,{data}", file.media_type)))
    };
    kept.iter().filter_map(of).collect()
}

fn locked(file: &UploadedFile) -> Option<Message> {
    let extension = file.name.rsplit_once('.').map_or("", |(_, extension)| extension);
    let encrypted = office::plain_text(&file.bytes, extension) == Err(Unreadable::Encrypted);
    encrypted.then(|| Message::new("reading-encrypted").with("name", file.name.clone()))
}

/// Reads a file beside the other work, for a while at most; or the message that says why not.
async fn read(bytes: Bytes, extension: &str) -> Result<Result<Reading, &'static str>, Error> {
    let extension = extension.to_owned();
    let work = tokio::task::spawn_blocking(move || office::read(&bytes, &extension));
    let Ok(done) = tokio::time::timeout(PATIENCE, work).await else {
        return Ok(Err("reading-slow"));
    };
    let read = done.map_err(|error| Fault::caused("read an office file", error))?;
    Ok(match read {
        Ok(Some(reading)) if reading.blocks.is_empty() => Err("reading-empty"),
        Ok(Some(reading)) => Ok(reading),
        Ok(None) => Err("reading-type"),
        Err(Unreadable::Encrypted) => Err("reading-encrypted"),
        Err(Unreadable::Broken) => Err("reading-broken"),
        Err(Unreadable::TooLarge) => Err("reading-large"),
    })
}

/// The body, its pictures kept as files of the document; a picture of a kind that isn't taken
/// loses its address, and cleaning drops it.
async fn with_pictures(
    app: &App,
    reading: &Reading,
    found: &Official,
    kept: &mut Vec<Attachment>,
) -> Result<String, Error> {
    let mut html = Reading::html(&found.body);
    for (index, picture) in reading.pictures.iter().enumerate() {
        let mark = format!("src=\"picture:{index}\"");
        if !html.contains(&mark) || examine(&picture.name, &picture.bytes, limit(app)).is_err() {
            continue;
        }
        let digest = app.files.put(Bytes::from(picture.bytes.clone())).await?;
        let Some(mut file) = described(&picture.name, &picture.bytes, digest, u64::MAX) else {
            continue;
        };
        html = html.replace(&mark, &format!("src=\"asset:{}\"", file.code));
        if !picture.alt.is_empty() {
            file.alt.clone_from(&picture.alt);
        }
        kept.push(file);
    }
    Ok(text::html::clean(&html).html)
}

/// The parts as the form's values; what the kind has no field for stays in the body.
fn values(found: &Official, body: String) -> FormData {
    let mut values = FormData::default();
    values.push("title", found.title.words.clone());
    values.push("body_html", body);
    values.push("document_number", found.number.words.clone());
    values.push("issuer", found.issuer.words.clone());
    values.push("made_on", found.date.words.clone());
    values
}

/// What was read, for the panel beside the form.
fn beside(staff: &Staff, name: &str, reading: &Reading, found: &Official) -> Value {
    let part = |key: &str, part: &Part| {
        let sure = match part.confidence {
            Confidence::Certain => "certain",
            Confidence::Guessed => "guessed",
            Confidence::Absent => "absent",
        };
        json!({ "name": staff.t(key), "words": part.words,
            "sure": sure, "sure_name": staff.t(&format!("reading-{sure}")) })
    };
    let confidence =
        if found.attachments.is_empty() { Confidence::Absent } else { Confidence::Certain };
    let attachments = Part { words: found.attachments.join("；"), confidence };
    let lines: Vec<&str> = reading.blocks.iter().map(|block| block.text.trim()).collect();
    let original: String = lines.join("\n").chars().take(SHOWN).collect();
    json!({ "name": name, "original": original, "parts": [
        part("reading-part-title", &found.title), part("reading-part-number", &found.number),
        part("reading-part-addressee", &found.addressee),
        part("reading-part-attachments", &attachments),
        part("reading-part-issuer", &found.issuer), part("reading-part-date", &found.date),
    ] })
}
