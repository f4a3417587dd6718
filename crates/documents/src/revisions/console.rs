//! A revision, its difference to another, and its preview as visitors would see it.

use std::sync::Arc;

use futures::future::BoxFuture;
use serde::Deserialize;
use serde_json::{Value, json};
use structure::{Right, Staff};
use text::diff::{Block, diff};
use text::escape::escape;
use web::extract::{Path, Query};
use web::{Answer, Error, Message, Refusal};

use super::model::{Content, Revision};
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

/// What to compare with.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub(crate) struct From {
    from: Option<i64>,
}

/// `GET /documents/{key}/revisions/{number}/diff`: against the one before, or `?from=`.
pub(crate) async fn compare(
    staff: Staff,
    Path((key, number)): Path<(String, i64)>,
    Query(asked): Query<From>,
) -> Answer {
    let opened = open(staff, &key, Right::ReadDocuments).await?;
    let new = at(&opened, number).await?;
    let old = at(&opened, asked.from.unwrap_or(number - 1)).await?;
    let staff = &opened.staff;
    let title = staff.t("diff-title");
    let context = json!({
        "title": title, "breadcrumb": breadcrumb(&opened, Some(&title)),
        "document": document_line(&opened, new.number),
        "from_name": revision_name(staff, &old), "to_name": revision_name(staff, &new),
        "blocks": blocks(&opened, &old.content, &new.content),
    });
    staff.page("documents/diff.html", context)
}

/// Every part that differs, with its words marked.
fn blocks(opened: &Opened, old: &Content, new: &Content) -> Vec<Value> {
    let staff = &opened.staff;
    let mut blocks = Vec::new();
    let mut part = |label: String, before: &str, after: &str| {
        if before != after {
            blocks.push(compared(&label, &paragraph(before), &paragraph(after)));
        }
    };
    part(staff.t("document-field-title"), &old.title, &new.title);
    part(staff.t("document-field-summary"), &old.summary, &new.summary);
    part(staff.t("document-field-source"), &old.source, &new.source);
    part(staff.t("document-field-source-url"), &old.source_url, &new.source_url);
    part(staff.t("document-field-author-name"), &old.author_name, &new.author_name);
    part(staff.t("document-field-tags"), &old.tags.join("；"), &new.tags.join("；"));
    for field in opened.kind.fields {
        let (before, after) = (old.field(field.name), new.field(field.name));
        part(staff.t(field.label_key), before.unwrap_or_default(), after.unwrap_or_default());
    }
    let names = |content: &Content| {
        content.attachments.iter().map(|file| file.name.clone()).collect::<Vec<_>>().join("；")
    };
    let (before, after) = (names(old), names(new));
    part(staff.t("attachments-title"), &before, &after);
    if old.body_html != new.body_html {
        let base = opened.url();
        let (before, after) = (body_with_previews(old, &base), body_with_previews(new, &base));
        blocks.push(compared(&staff.t("document-field-body-html"), &before, &after));
    }
    blocks
}

fn paragraph(text: &str) -> String {
    if text.is_empty() { String::new() } else { format!("<p>{}</p>", escape(text)) }
}

fn compared(label: &str, before: &str, after: &str) -> Value {
    let found = diff(before, after);
    let only = |wanted: fn(&Block) -> bool| !found.is_empty() && found.iter().all(wanted);
    let kind = if only(|block| matches!(block, Block::Added { .. })) {
        "added"
    } else if only(|block| matches!(block, Block::Removed { .. })) {
        "removed"
    } else {
        "changed"
    };
    let html: String = found.iter().map(Block::html).collect();
    json!({ "label": label, "kind": kind, "html": html })
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
