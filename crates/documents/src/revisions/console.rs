//! A revision, and its preview as visitors would see it.

use std::sync::Arc;

use axum::response::Response;
use futures::future::BoxFuture;
use http::{HeaderValue, header};
use serde_json::json;
use structure::{App, Right, Staff};
use web::extract::{Path, Query};
use web::{Answer, Error, Message, Refusal};

use super::model::Revision;
use super::store::{by_id, by_number};
use crate::documents::Document;
use crate::room::{
    Opened, People, attachments, body_with_previews, breadcrumb, document_line, metadata, open,
};

/// A revision to be shown as visitors would see it.
#[derive(Clone, Debug)]
pub struct PreviewOf {
    /// The document.
    pub document: Document,
    /// The revision.
    pub revision: Revision,
    /// Files lie below this address.
    pub files: String,
    /// In the large letters of the elder mode.
    pub elder: bool,
}

/// Renders any revision through the public template. The chapter that owns the public pages
/// registers it.
#[derive(Clone)]
pub struct Preview(pub Arc<dyn Fn(App, PreviewOf) -> BoxFuture<'static, Answer> + Send + Sync>);

/// How a preview is asked for.
#[derive(Debug, Default, serde::Deserialize)]
#[serde(default)]
pub(crate) struct Look {
    /// `elder`: in large letters.
    screen: String,
}

async fn at(opened: &Opened, number: i64) -> Result<Revision, Error> {
    let revision = by_number(&opened.ctx.db, opened.document.id, number).await?;
    Ok(revision.ok_or_else(Refusal::not_found)?)
}

/// `GET /documents/{key}/revisions/{number}`
pub(crate) async fn show(staff: Staff, Path((key, number)): Path<(String, i64)>) -> Answer {
    let opened = open(staff, &key, Right::ReadDocuments).await?;
    let revision = at(&opened, number).await?;
    page(&opened, &revision).await
}

async fn page(opened: &Opened, revision: &Revision) -> Answer {
    let Opened { staff, ctx, document, kind } = opened;
    let people = People::load(&ctx.db).await?;
    let url = opened.url();
    let name = revision_name(staff, revision);
    let context = json!({
        "title": name, "breadcrumb": breadcrumb(opened, Some(&name)),
        "document": document_line(opened, revision.number),
        "revision": {
            "number": revision.number, "title": revision.content.title,
            "author": people.name(revision.author_id), "at": revision.created_at,
            "note": revision.note, "current": revision.id == document.head_revision_id,
            "live": Some(revision.id) == document.live_revision_id, "digest": revision.digest,
        },
        "body_html": body_with_previews(&revision.content, &url),
        "metadata": metadata(staff, &ctx.tree, (document, kind), &revision.content),
        "attachments": attachments(&revision.content, &url),
        "diff_url": (revision.number > 1)
            .then(|| format!("{url}/revisions/{}/diff", revision.number)),
    });
    staff.page("documents/revision.html", context)
}

fn revision_name(staff: &Staff, revision: &Revision) -> String {
    let name = Message::new("document-revision").with("number", revision.number);
    staff.app.messages.text(&name)
}

/// `GET /documents/{key}/preview`: the newest revision.
pub(crate) async fn preview_head(
    staff: Staff,
    Path(key): Path<String>,
    Query(look): Query<Look>,
) -> Answer {
    let opened = open(staff, &key, Right::ReadDocuments).await?;
    let head = by_id(&opened.ctx.db, opened.document.head_revision_id).await?;
    preview(opened, head.ok_or_else(Refusal::not_found)?, &look).await
}

/// `GET /documents/{key}/revisions/{number}/preview`
pub(crate) async fn preview_revision(
    staff: Staff,
    Path((key, number)): Path<(String, i64)>,
    Query(look): Query<Look>,
) -> Answer {
    let opened = open(staff, &key, Right::ReadDocuments).await?;
    let revision = at(&opened, number).await?;
    preview(opened, revision, &look).await
}

async fn preview(opened: Opened, revision: Revision, look: &Look) -> Answer {
    let hook = opened.staff.app.registers.get::<Preview>().ok().cloned();
    match hook {
        Some(Preview(render)) => {
            let files = format!("{}/files", opened.url());
            let elder = look.screen == "elder";
            let of = PreviewOf { document: opened.document, revision, files, elder };
            Ok(framed(render(opened.staff.app, of).await?))
        }
        // A program without public pages shows the revision as the console does.
        None => page(&opened, &revision).await,
    }
}

/// The answer, which pages of our own may show in a frame.
pub fn framed(mut answer: Response) -> Response {
    let (name, policy) = web::headers::csp(web::headers::FRAMED_CSP);
    answer.headers_mut().insert(name, policy);
    answer.headers_mut().insert(header::X_FRAME_OPTIONS, HeaderValue::from_static("SAMEORIGIN"));
    answer
}
