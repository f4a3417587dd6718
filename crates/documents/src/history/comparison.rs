//! Two revisions compared: text by block and word, every field, every file, and where the document
//! was listed between them.

use platform::journal::{EntryFilter, find_entries};
use serde::Deserialize;
use serde_json::{Value, json};
use structure::{Right, Staff};
use text::diff::{Block, diff};
use text::escape::escape;
use web::extract::{Path, Query};
use web::{Answer, Error, Message, Refusal};

use super::model::{FileChange, file_changes};
use crate::revisions::{self, Content, Revision};
use crate::room::{
    Opened, attachment_url, body_with_previews, breadcrumb, document_line, field_text, open,
};

/// Which two.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub(crate) struct Asked {
    from: Option<i64>,
    to: Option<i64>,
}

/// `GET /documents/{key}/comparison?from=&to=`: the newest against the one before, if not told.
pub(crate) async fn show(
    staff: Staff,
    Path(key): Path<String>,
    Query(asked): Query<Asked>,
) -> Answer {
    let opened = open(staff, &key, Right::ReadDocuments).await?;
    let to = if let Some(number) = asked.to {
        at(&opened, number).await?
    } else {
        let head = revisions::by_id(&opened.ctx.db, opened.document.head_revision_id).await?;
        head.ok_or_else(Refusal::not_found)?
    };
    let from = at(&opened, asked.from.unwrap_or(to.number - 1)).await?;
    // Whichever way round they were picked, the older one is before.
    let (old, new) = if from.number > to.number { (to, from) } else { (from, to) };
    page(&opened, &old, &new).await
}

/// `GET /documents/{key}/revisions/{number}/diff`: against the one before, or `?from=`.
pub(crate) async fn of_revision(
    staff: Staff,
    Path((key, number)): Path<(String, i64)>,
    Query(asked): Query<Asked>,
) -> Answer {
    let opened = open(staff, &key, Right::ReadDocuments).await?;
    let new = at(&opened, number).await?;
    let old = at(&opened, asked.from.unwrap_or(number - 1)).await?;
    page(&opened, &old, &new).await
}

async fn at(opened: &Opened, number: i64) -> Result<Revision, Error> {
    let revision = revisions::by_number(&opened.ctx.db, opened.document.id, number).await?;
    Ok(revision.ok_or_else(Refusal::not_found)?)
}

async fn page(opened: &Opened, old: &Revision, new: &Revision) -> Answer {
    let staff = &opened.staff;
    let title = staff.t("diff-title");
    let name = |revision: &Revision| {
        let name = Message::new("document-revision").with("number", revision.number);
        staff.app.messages.text(&name)
    };
    let mut blocks = blocks(opened, &old.content, &new.content);
    blocks.extend(files(opened, &old.content, &new.content));
    blocks.extend(places(opened, old, new).await?);
    let context = json!({
        "title": title, "breadcrumb": breadcrumb(opened, Some(&title)),
        "document": document_line(opened, new.number),
        "from_name": name(old), "to_name": name(new), "blocks": blocks,
        "history_url": format!("{}/history", opened.url()),
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
        let text = |content| field_text(staff, field, content);
        part(staff.t(field.label_key), &text(old), &text(new));
    }
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

/// What happened to the files, one by one.
fn files(opened: &Opened, old: &Content, new: &Content) -> Option<Value> {
    let changes = file_changes(&old.attachments, &new.attachments);
    if changes.is_empty() {
        return None;
    }
    let base = opened.url();
    let file = |file: &crate::revisions::Attachment| {
        json!({
            "name": file.name, "size": file.size, "url": attachment_url(file, &base),
            "alt": file.alt,
        })
    };
    let rows: Vec<Value> = changes
        .iter()
        .map(|change| {
            let (kind, before, after) = match change {
                FileChange::Added(after) => ("added", None, Some(after)),
                FileChange::Removed(before) => ("removed", Some(before), None),
                FileChange::Replaced(before, after) => ("replaced", Some(before), Some(after)),
                FileChange::Renamed(before, after) => ("renamed", Some(before), Some(after)),
            };
            let key = format!("diff-file-{kind}");
            json!({
                "kind": opened.staff.t(&key), "before": before.map(|one| file(one)),
                "after": after.map(|one| file(one)),
            })
        })
        .collect();
    let label = opened.staff.t("attachments-title");
    Some(json!({ "label": label, "kind": "changed", "html": "", "files": rows }))
}

/// Moves, placements and pins between the two: they belong to the document, not to a revision.
async fn places(
    opened: &Opened,
    old: &Revision,
    new: &Revision,
) -> Result<Option<Value>, platform::Fault> {
    const VERBS: &[&str] = &[
        "document.moved",
        "document.placed",
        "document.unplaced",
        "document.pinned",
        "document.unpinned",
        "document.slug_changed",
    ];
    let filter = EntryFilter {
        subject_kind: Some("document".to_owned()),
        subject_id: Some(opened.document.id.0),
        from: Some(old.created_at),
        until: Some(new.created_at),
        ..EntryFilter::default()
    };
    let entries = find_entries(&opened.ctx.db, &filter, 200).await?;
    let rows: Vec<Value> = entries
        .iter()
        .rev()
        .filter(|entry| VERBS.contains(&&*entry.verb))
        .map(|entry| {
            let text = |name: &str| entry.detail.get(name).and_then(Value::as_str);
            let place = text("column").or_else(|| text("to")).unwrap_or_default();
            let verb = format!("verb-{}", entry.verb.replace(['.', '_'], "-"));
            json!({ "act": opened.staff.t(&verb), "place": place, "at": entry.at })
        })
        .collect();
    let label = opened.staff.t("document-placements");
    Ok((!rows.is_empty())
        .then(|| json!({ "label": label, "kind": "changed", "html": "", "places": rows })))
}
