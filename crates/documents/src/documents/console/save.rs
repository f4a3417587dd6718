//! Writing: the form, saving a new document, saving the next revision.

use http::StatusCode;
use structure::sessions::require_own;
use structure::{ColumnId, Right, Staff};
use web::csrf::TOKEN_FIELD;
use web::extract::{Path, Query};
use web::{Answer, Error, FieldError, FormState, Message, Refusal, Upload};

use super::files::{pictures_of, taken_in};
use super::form::{Writing, content_of, values_of};
use super::merging::{self, Outcome, Sides};
use super::new::writing_unit;
use crate::autosaves::resumed::{Keeping, asked_for, offers_of};
use crate::autosaves::{self, Autosave};
use crate::comments;
use crate::context::Context;
use crate::documents::{self, CreateForm, SaveForm, Saved};
use crate::edit_locks::{self, Holding, holding};
use crate::revisions::{self, Revision};
use crate::room::{Opened, People, open, refused, shown_again};

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
            Ok(saved) => return after(&staff, &saved, None, &upload.data).await,
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
    writing.lock = lock_of(&opened, head.number).await?;
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
    writing.lock = lock_of(opened, base.number).await?;
    writing.removed = removed;
    writing.page(StatusCode::OK, &FormState::of(upload.data), &files)
}

/// The comments beside the editor, in the words of the revision that the form began with.
pub(super) async fn remarks(opened: &Opened, base: &Revision) -> Result<serde_json::Value, Error> {
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
    let sides = Sides::of_form(&opened, &upload.data).await?;
    let seen = sides.as_ref().map_or(&base, |sides| &sides.seen).clone();
    let (files, mut errors) =
        taken_in(&opened.staff.app, &upload, &seen.content.attachments).await?;
    let mut data = upload.data;
    if let Some(sides) = &sides {
        errors.extend(sides.resolve(&mut data));
    }
    errors.extend(held_by_another(&opened, &data).await?);
    let state = if errors.is_empty() {
        let form = SaveForm {
            document_id: document.id,
            expected_head: seen.id,
            content: content_of(opened.kind, &data, files.clone()),
            note: data.get("note").trim().to_owned(),
        };
        match merging::save(&opened, seen, form).await {
            Ok(Outcome::Saved(saved, said)) => {
                return after(&opened.staff, &saved, said, &data).await;
            }
            Ok(Outcome::Contested(contest)) => {
                let began = (base.number, base.created_at);
                return merging::side_by_side(&opened, began, *contest, &data).await;
            }
            Err(stopped) => shown_again(stopped, data)?,
        }
    } else {
        FormState { values: data, errors }
    };
    again(&opened, &base, sides, &state, &files).await
}

/// The form as it was sent, with what is wrong.
async fn again(
    opened: &Opened,
    base: &Revision,
    sides: Option<Sides>,
    state: &FormState,
    files: &[crate::revisions::Attachment],
) -> Answer {
    let mut writing = Writing::continued(opened, base.number, base.created_at);
    writing.comments = Some(remarks(opened, base).await?);
    writing.keeping = Keeping::of(&state.values);
    let saved = sides.as_ref().map_or(base, |sides| &sides.seen);
    let saved = &saved.content.attachments;
    writing.pictures = pictures_of(&opened.staff.app, files, saved).await?;
    writing.lock = lock_of(opened, base.number).await?;
    if let Some(sides) = sides {
        writing.sides = Some((sides, People::load(&opened.ctx.db).await?));
    }
    let held = writing.lock.get("who").is_some_and(serde_json::Value::is_string);
    let status = if held { StatusCode::CONFLICT } else { StatusCode::UNPROCESSABLE_ENTITY };
    writing.page(status, state, files)
}

/// Nobody saves while somebody else writes, unless they take the document over.
async fn held_by_another(
    opened: &Opened,
    data: &web::FormData,
) -> Result<Option<FieldError>, Error> {
    let (ctx, staff, id) = (&opened.ctx, &opened.staff, opened.document.id);
    if data.get("act") == "take_over" {
        let taken = edit_locks::take_over(ctx, staff.id(), id).await;
        taken.map_err(|stopped| refused(stopped, &opened.url()))?;
        return Ok(None);
    }
    let standing = edit_locks::standing(&ctx.db, id).await?;
    let now = staff.app.clock().now();
    let Holding::Theirs(who) = holding(standing.lock.as_ref(), staff.id(), now) else {
        return Ok(None);
    };
    let people = People::load(&ctx.db).await?;
    let said = Message::new("edit-lock-refused").with("who", people.name(Some(who)));
    Ok(Some(FieldError::new("", said)))
}

/// Who else has the document open or writes it.
pub(super) async fn lock_of(opened: &Opened, based_on: i64) -> Result<serde_json::Value, Error> {
    let standing = edit_locks::standing(&opened.ctx.db, opened.document.id).await?;
    Ok(edit_locks::console::shown(opened, &standing, based_on).await?)
}

/// The newest revision.
pub(crate) async fn head_of(opened: &Opened) -> Result<Revision, Error> {
    let head = revisions::by_id(&opened.ctx.db, opened.document.head_revision_id).await?;
    Ok(head.ok_or_else(|| platform::Fault::new("find the newest revision"))?)
}

/// On to where the clerk wanted to go after saving. What was kept while they wrote is a revision now.
async fn after(
    staff: &Staff,
    saved: &Saved,
    said: Option<Message>,
    data: &web::FormData,
) -> Answer {
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
    staff.done(&url, said.unwrap_or_else(|| Message::new(key).with("number", saved.number)))
}
