//! Writing: the form, saving a new document, saving the next revision.

use http::StatusCode;
use serde_json::json;
use structure::sessions::require_own;
use structure::{ColumnId, Right, Staff};
use web::csrf::TOKEN_FIELD;
use web::extract::{Path, Query};
use web::{Answer, Error, FieldError, FormState, Message, Refusal, Upload};

use super::files::{pictures_of, taken_in};
use super::form::{Writing, content_of, values_of};
use super::new::writing_unit;
use crate::autosaves::resumed::{Keeping, asked_for, offers_of};
use crate::autosaves::{self, Autosave};
use crate::comments;
use crate::context::Context;
use crate::documents::{self, CreateForm, DocumentRefusal, SaveForm, Saved};
use crate::revisions::{self, Revision};
use crate::room::{Opened, People, open, refused, shown_again};
use crate::stopped::{Stopped, Why};

/// `POST /documents`
pub(crate) async fn create(staff: Staff, upload: Upload) -> Answer {
    require_own(&staff.session, upload.data.get(TOKEN_FIELD))?;
    let ctx = Context::of(&staff.app)?;
    let tree = ctx.tree.clone();
    let column = upload.data.get("column").parse().ok().and_then(|id| tree.column(ColumnId(id)));
    let column = column.ok_or_else(Refusal::bad_request)?;
    let kind = ctx.kinds.find(upload.data.get("kind")).ok_or_else(Refusal::bad_request)?;
    let unit = writing_unit(&staff, column).unwrap_or(column.unit_id);
    staff.require(Right::WriteDocuments, unit, column.id)?;
    let (files, errors) = taken_in(&staff.app, &upload, &[]).await?;
    let form = CreateForm {
        kind: kind.code.to_owned(),
        column_id: column.id,
        unit_id: unit,
        slug: Some(upload.data.get("slug").trim().to_owned()),
        content: content_of(kind, &upload.data, files.clone()),
        note: upload.data.get("note").trim().to_owned(),
    };
    let state = if errors.is_empty() {
        match documents::create(&ctx, staff.actor(), &form).await {
            Ok(saved) => return after(&staff, &saved, &upload.data).await,
            Err(stopped) => shown_again(stopped, upload.data.clone())?,
        }
    } else {
        FormState { values: upload.data.clone(), errors }
    };
    let mut writing = Writing::begun(&staff, kind, column);
    writing.keeping = Keeping::of(&upload.data);
    writing.pictures = pictures_of(&staff.app, &files, &[]).await?;
    writing.page(StatusCode::UNPROCESSABLE_ENTITY, &state, &files)
}

/// What the address asks for.
#[derive(Debug, Default, serde::Deserialize)]
#[serde(default)]
pub(crate) struct Asked {
    /// What was typed before and is gone on with.
    autosave: String,
}

/// `GET /documents/{key}/edit`
pub(crate) async fn edit(
    staff: Staff,
    Path(key): Path<String>,
    Query(asked): Query<Asked>,
) -> Answer {
    let opened = open(staff, &key, Right::WriteDocuments).await?;
    opened.document.may_edit().map_err(|why| refused(why.into(), &opened.url()))?;
    let own = asked_for(&opened.staff, &asked.autosave, Some(opened.document.id)).await?;
    if let Some((one, typed)) = own {
        return resume(&opened, &one, typed).await;
    }
    let head = head_of(&opened).await?;
    let state = FormState::of(values_of(&head.content));
    let files = head.content.attachments.clone();
    let mut writing = Writing::continued(&opened, head.number, head.created_at);
    writing.comments = Some(remarks(&opened, &head).await?);
    writing.keeping = Keeping::begun(offers_of(&opened.staff, &opened.document).await?);
    writing.page(StatusCode::OK, &state, &files)
}

/// The form as it was typed and not saved, based on the revision that it began with.
async fn resume(opened: &Opened, one: &Autosave, typed: web::FormData) -> Answer {
    let base = revisions::by_number(&opened.ctx.db, opened.document.id, one.based_on).await?;
    let base = match base {
        Some(base) => base,
        None => head_of(opened).await?,
    };
    let removed: Vec<String> = typed.all("remove_attachments").map(str::to_owned).collect();
    let mut upload = Upload { data: typed, files: Vec::new() };
    upload.data.remove("remove_attachments");
    let (files, _) = taken_in(&opened.staff.app, &upload, &base.content.attachments).await?;
    let mut writing = Writing::continued(opened, base.number, base.created_at);
    writing.comments = Some(remarks(opened, &base).await?);
    writing.keeping = Keeping::resumed(one);
    let saved = &base.content.attachments;
    writing.pictures = pictures_of(&opened.staff.app, &files, saved).await?;
    writing.removed = removed;
    writing.page(StatusCode::OK, &FormState::of(upload.data), &files)
}

/// The comments beside the editor, in the words of the revision that the form began with.
async fn remarks(opened: &Opened, base: &Revision) -> Result<serde_json::Value, Error> {
    let back = format!("{}/comments?beside=editor", opened.url());
    Ok(comments::shown(opened, base, &back).await?.1)
}

/// `POST /documents/{key}`
pub(crate) async fn update(staff: Staff, Path(key): Path<String>, upload: Upload) -> Answer {
    require_own(&staff.session, upload.data.get(TOKEN_FIELD))?;
    let opened = open(staff, &key, Right::WriteDocuments).await?;
    let (db, document) = (&opened.ctx.db, &opened.document);
    let based_on = upload.data.get("based_on").parse().unwrap_or(0);
    let base = revisions::by_number(db, document.id, based_on).await?;
    let base = base.ok_or_else(Refusal::bad_request)?;
    let (files, errors) = taken_in(&opened.staff.app, &upload, &base.content.attachments).await?;
    if !errors.is_empty() {
        let state = FormState { values: upload.data.clone(), errors };
        let mut writing = Writing::continued(&opened, based_on, base.created_at);
        writing.comments = Some(remarks(&opened, &base).await?);
        writing.keeping = Keeping::of(&upload.data);
        writing.pictures =
            pictures_of(&opened.staff.app, &files, &base.content.attachments).await?;
        return writing.page(StatusCode::UNPROCESSABLE_ENTITY, &state, &files);
    }
    let form = SaveForm {
        document_id: document.id,
        expected_head: base.id,
        content: content_of(opened.kind, &upload.data, files.clone()),
        note: upload.data.get("note").trim().to_owned(),
    };
    match documents::save(&opened.ctx, opened.staff.actor(), &form).await {
        Ok(saved) => after(&opened.staff, &saved, &upload.data).await,
        Err(Stopped::Refused(Why::Document(DocumentRefusal::Changed))) => {
            let mut kept = upload.data.clone();
            kept.remove("based_on");
            both(&opened, kept, &files).await
        }
        Err(stopped) => {
            let state = shown_again(stopped, upload.data.clone())?;
            let mut writing = Writing::continued(&opened, based_on, base.created_at);
            writing.comments = Some(remarks(&opened, &base).await?);
            writing.keeping = Keeping::of(&upload.data);
            let saved = &base.content.attachments;
            writing.pictures = pictures_of(&opened.staff.app, &files, saved).await?;
            writing.page(StatusCode::UNPROCESSABLE_ENTITY, &state, &files)
        }
    }
}

/// Somebody else saved meanwhile: the form keeps what was typed, shows what they wrote, and is from
/// now on based on theirs.
async fn both(
    opened: &Opened,
    values: web::FormData,
    files: &[crate::revisions::Attachment],
) -> Answer {
    let staff = &opened.staff;
    let head = head_of(opened).await?;
    let people = People::load(&opened.ctx.db).await?;
    let what = Message::new("document-conflict")
        .with("who", people.name(head.author_id))
        .with("at", head.created_at.minute())
        .with("number", head.number);
    let errors = vec![FieldError::new("other_text", what)];
    let mut writing = Writing::continued(opened, head.number, head.created_at);
    writing.comments = Some(remarks(opened, &head).await?);
    writing.keeping = Keeping::of(&values);
    writing.pictures = pictures_of(&staff.app, files, &head.content.attachments).await?;
    let title = &head.content.title;
    let body = text::plain::plain(&head.content.body_html);
    writing.other = Some(json!({
        "name": "other_text", "label": staff.t("document-conflict-theirs"), "type": "textarea",
        "required": false, "hint": staff.t("document-conflict-hint"), "options": [],
        "value": format!("{title}\n\n{body}"), "error": null, "group": "main", "rows": 12,
    }));
    writing.page(StatusCode::CONFLICT, &FormState { values, errors }, files)
}

/// The newest revision.
pub(crate) async fn head_of(opened: &Opened) -> Result<Revision, Error> {
    let head = revisions::by_id(&opened.ctx.db, opened.document.head_revision_id).await?;
    Ok(head.ok_or_else(|| platform::Fault::new("find the newest revision"))?)
}

/// On to where the clerk wanted to go after saving. What was kept while they wrote is a revision now.
async fn after(staff: &Staff, saved: &Saved, data: &web::FormData) -> Answer {
    autosaves::clear(&staff.app.db, staff.id(), data.get("autosave")).await?;
    if let Some(seq) = saved.seq {
        staff.app.settled(seq).await;
    }
    let base = format!("/documents/{}", saved.key);
    let url = match data.get("act") {
        "submit" => format!("{base}/submissions/new"),
        "preview" => format!("{base}/preview"),
        _ => format!("{base}/edit"),
    };
    let key = if saved.seq.is_some() { "document-saved" } else { "document-saved-nothing" };
    staff.done(&url, Message::new(key).with("number", saved.number))
}
