//! A revision, and its preview as visitors would see it.

use std::sync::Arc;

use futures::future::BoxFuture;
use serde_json::json;
use structure::{Right, Staff};
use web::extract::Path;
use web::{Answer, Error, Message, Refusal};

use super::model::Revision;
use super::store::{by_id, by_number};
use crate::documents::Document;
use crate::room::{
    Opened, People, attachments, body_with_previews, breadcrumb, document_line, metadata, open,
};

/// Renders any revision through the public template, as visitors would see it; files lie below the
/// address that is given. The chapter that owns the public pages registers it.
#[derive(Clone)]
pub struct Preview(
    pub Arc<dyn Fn(Staff, Document, Revision, String) -> BoxFuture<'static, Answer> + Send + Sync>,
);

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
pub(crate) async fn preview_head(staff: Staff, Path(key): Path<String>) -> Answer {
    let opened = open(staff, &key, Right::ReadDocuments).await?;
    let head = by_id(&opened.ctx.db, opened.document.head_revision_id).await?;
    preview(opened, head.ok_or_else(Refusal::not_found)?).await
}

/// `GET /documents/{key}/revisions/{number}/preview`
pub(crate) async fn preview_revision(
    staff: Staff,
    Path((key, number)): Path<(String, i64)>,
) -> Answer {
    let opened = open(staff, &key, Right::ReadDocuments).await?;
    let revision = at(&opened, number).await?;
    preview(opened, revision).await
}

async fn preview(opened: Opened, revision: Revision) -> Answer {
    let hook = opened.staff.app.registers.get::<Preview>().ok().cloned();
    match hook {
        Some(Preview(render)) => {
            let files = format!("{}/files", opened.url());
            render(opened.staff, opened.document, revision, files).await
        }
        // A program without public pages shows the revision as the console does.
        None => page(&opened, &revision).await,
    }
}
