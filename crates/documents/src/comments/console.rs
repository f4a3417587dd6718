//! The console rooms of comments: reading, remarking, answering, settling, reopening.

use http::StatusCode;
use serde_json::json;
use structure::sessions::OwnForm;
use structure::{Right, Staff};
use text::anchors::marked;
use web::extract::{Path, Query};
use web::{Answer, Error, FieldError, FormData, FormState, Refusal};

use super::mentions::Named;
use super::model::CommentForm;
use super::place::Place;
use super::store::{answer, reopen, settle, write};
use super::view::shown_in;
use crate::ids::CommentId;
use crate::revisions::{self, Revision};
use crate::room::{
    Opened, body_with_previews, breadcrumb, document_line, named_holders, open, refused,
};
use crate::stopped::{Act, Stopped, Why};

/// How the page is asked for.
#[derive(Debug, Default, serde::Deserialize)]
#[serde(default)]
pub(crate) struct Asked {
    /// `editor`: the panel stands beside the editor, inside its form.
    beside: String,
}

/// `GET /documents/{key}/comments`
pub(crate) async fn index(
    staff: Staff,
    Path(key): Path<String>,
    Query(asked): Query<Asked>,
) -> Answer {
    let opened = open(staff, &key, Right::ReadDocuments).await?;
    page(&opened, StatusCode::OK, FormState::default(), asked.beside == "editor").await
}

async fn page(opened: &Opened, status: StatusCode, state: FormState, nested: bool) -> Answer {
    let staff = &opened.staff;
    let head = revisions::by_id(&opened.ctx.db, opened.document.head_revision_id).await?;
    let head = head.ok_or_else(Refusal::not_found)?;
    let form = state.shown(&staff.app.messages);
    let url = format!("{}/comments", opened.url());
    let back = if nested { format!("{url}?beside=editor") } else { url };
    let (marks, panel) = shown_in(opened, &head, &back, &form).await?;
    let title = staff.t("comments-title");
    let body = body_with_previews(&head.content, &opened.url());
    let context = json!({
        "title": title, "breadcrumb": breadcrumb(opened, Some(&title)),
        "document": document_line(opened, head.number), "form": form, "comments": panel,
        "body_html": marked(&body, &marks), "nested": nested,
    });
    staff.page_with(status, "comments/index.html", context)
}

/// `POST /documents/{key}/comments`
pub(crate) async fn create(
    staff: Staff,
    Path(key): Path<String>,
    OwnForm(data): OwnForm,
) -> Answer {
    let opened = open(staff, &key, Right::ReadDocuments).await?;
    let read = read_revision(&opened, &data).await?;
    let form = CommentForm {
        document_id: opened.document.id,
        revision_id: read.id,
        place: Place::parse(data.get("place"), data.get("quote"), data.get("before")),
        words: data.get("words").to_owned(),
    };
    let people = people(&opened).await?;
    let done = write(&opened.ctx, opened.staff.id(), &form, &people).await;
    after(&opened, data, done.map(|(_, seq)| seq), "comment-done-written").await
}

/// The revision that somebody read while they remarked on it; the newest if the form doesn't say.
async fn read_revision(opened: &Opened, data: &FormData) -> Result<Revision, Error> {
    let (db, document) = (&opened.ctx.db, &opened.document);
    let number = data.get("revision").parse().unwrap_or(0);
    if let Some(found) = revisions::by_number(db, document.id, number).await? {
        return Ok(found);
    }
    let head = revisions::by_id(db, document.head_revision_id).await?;
    Ok(head.ok_or_else(Refusal::not_found)?)
}

/// Everybody who can be named: those who hold a right over the document.
async fn people(opened: &Opened) -> Result<Vec<Named>, Error> {
    Ok(named_holders(&opened.ctx.db, &opened.ctx.tree, &opened.document).await?)
}

/// `POST /documents/{key}/comments/{id}/answers`
pub(crate) async fn create_answer(
    staff: Staff,
    Path((key, id)): Path<(String, i64)>,
    OwnForm(data): OwnForm,
) -> Answer {
    let opened = open(staff, &key, Right::ReadDocuments).await?;
    let people = people(&opened).await?;
    let of = (opened.document.id, CommentId(id));
    let done = answer(&opened.ctx, opened.staff.id(), of, data.get("words"), &people).await;
    after(&opened, data, done.map(|(_, seq)| seq), "comment-done-answered").await
}

/// `POST /documents/{key}/comments/{id}/settlement`
pub(crate) async fn create_settlement(
    staff: Staff,
    Path((key, id)): Path<(String, i64)>,
    OwnForm(data): OwnForm,
) -> Answer {
    let opened = open(staff, &key, Right::ReadDocuments).await?;
    let of = (opened.document.id, CommentId(id));
    let done = settle(&opened.ctx, opened.staff.actor(), of).await;
    after(&opened, data, done, "comment-done-settled").await
}

/// `POST /documents/{key}/comments/{id}/reopening`
pub(crate) async fn create_reopening(
    staff: Staff,
    Path((key, id)): Path<(String, i64)>,
    OwnForm(data): OwnForm,
) -> Answer {
    let opened = open(staff, &key, Right::ReadDocuments).await?;
    let of = (opened.document.id, CommentId(id));
    let done = reopen(&opened.ctx, opened.staff.actor(), of).await;
    after(&opened, data, done, "comment-done-reopened").await
}

/// Back to where the comment was written; or the comments' page with what was typed.
async fn after(opened: &Opened, data: FormData, done: Act<i64>, said: &'static str) -> Answer {
    match done {
        Ok(seq) => {
            opened.staff.app.settled(seq).await;
            let url = opened.url();
            let back = data.get("back");
            // Only to a page about this document.
            let own = back == url || back.starts_with(&format!("{url}/"));
            let back = if own { back.to_owned() } else { format!("{url}/comments") };
            opened.staff.done(&format!("{back}#comments"), said)
        }
        Err(Stopped::Refused(Why::Comment(why))) if !why.field().is_empty() => {
            let nested = data.get("back").ends_with("?beside=editor");
            let errors = vec![FieldError::new(why.field(), why.key())];
            let state = FormState { values: data, errors };
            page(opened, StatusCode::UNPROCESSABLE_ENTITY, state, nested).await
        }
        Err(stopped) => Err(refused(stopped, &format!("{}/comments", opened.url()))),
    }
}
