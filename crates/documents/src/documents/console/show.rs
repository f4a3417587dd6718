//! `GET /documents/{key}`: where it stands, what was done, what may be done next.

use serde_json::{Value, json};
use structure::{Right, Staff};
use web::Answer;
use web::extract::Path;

use super::acts::acts;
use crate::addresses;
use crate::comments;
use crate::edit_locks;
use crate::placements;
use crate::previews;
use crate::publications;
use crate::revisions::{self, Revision};
use crate::room::{
    Opened, People, absolute, attachments, breadcrumb, document_line, metadata, open, timeline,
};
use crate::submissions;

/// The page.
pub(crate) async fn show(staff: Staff, Path(key): Path<String>) -> Answer {
    let opened = open(staff, &key, Right::ReadDocuments).await?;
    let Opened { staff, ctx, document, kind } = &opened;
    let db = &ctx.db;
    let people = People::load(db).await?;
    let revisions = revisions::list(db, document.id).await?;
    let head = revisions.first().ok_or_else(|| platform::Fault::new("find a revision"))?;
    let submission = submissions::newest_of_document(db, document.id).await?;
    let steps = match &submission {
        Some(submission) => timeline(staff, &people, (document, submission)).await?,
        None => Vec::new(),
    };
    let published = publications::of_document(db, document.id).await?;
    let url = opened.url();
    let (body_html, comments) = comments::shown(&opened, head, &url).await?;
    let context = json!({
        "title": document.title, "breadcrumb": breadcrumb(&opened, None),
        "document": document_line(&opened, head.number),
        "preview_url": format!("{url}/preview"),
        "slip_url": submission.as_ref().map(|_| format!("{url}/slip")),
        "receipt_url": published.first().map(|_| format!("{url}/receipt")),
        "body_html": body_html, "comments": comments,
        "attachments": attachments(&head.content, &url),
        "metadata": metadata(staff, &ctx.tree, (document, kind), &head.content),
        "revisions": history(&opened, &people, &revisions),
        "previews_url": format!("{url}/previews"),
        "verdicts": previews::console::said(&opened).await?, "history_url": format!("{url}/history"), "timeline": steps, "placements": placed(&opened).await?,
        "addresses": known_addresses(&opened).await?,
        "unfinished": edit_locks::console::unfinished(&opened).await?,
        "actions": acts(&opened, submission.as_ref()).await?,
    });
    staff.page("documents/show.html", context)
}

fn history(opened: &Opened, people: &People, revisions: &[Revision]) -> Vec<Value> {
    let document = &opened.document;
    revisions
        .iter()
        .map(|revision| {
            let url = format!("{}/revisions/{}", opened.url(), revision.number);
            json!({
                "number": revision.number, "author": people.name(revision.author_id),
                "at": revision.created_at, "note": revision.note,
                "current": revision.id == document.head_revision_id,
                "live": Some(revision.id) == document.live_revision_id,
                "diff_url": (revision.number > 1).then(|| format!("{url}/diff")), "url": url,
            })
        })
        .collect()
}

async fn placed(opened: &Opened) -> Result<Vec<Value>, platform::Fault> {
    let placements = placements::of_document(&opened.ctx.db, opened.document.id).await?;
    let tree = &opened.ctx.tree;
    Ok(placements
        .iter()
        .map(|placement| {
            let column = tree.column(placement.column_id);
            json!({
                "name": column.map_or("", |column| column.name.as_str()),
                "url": format!("/documents?column={}", placement.column_id),
                "home": placement.home, "pinned": placement.pinned,
            })
        })
        .collect())
}

async fn known_addresses(opened: &Opened) -> Result<Vec<Value>, platform::Fault> {
    let tree = &opened.ctx.tree;
    let document = &opened.document;
    let current = addresses::url_of(tree, document);
    let mut known: Vec<String> = addresses::of_document(&opened.ctx.db, document.id)
        .await?
        .iter()
        .map(|address| tree.url(address.site_id, &address.path))
        .filter(|path| Some(path) != current.as_ref())
        .collect();
    known.extend(current.clone());
    known.reverse();
    let placements = placements::of_document(&opened.ctx.db, document.id).await?;
    let columns = placements.iter().filter_map(|placement| tree.column(placement.column_id));
    let shown: Vec<String> =
        columns.map(|column| tree.url(column.site_id, &document.path_in(&column.path))).collect();
    Ok(known
        .into_iter()
        .map(|path| {
            let is_current = Some(&path) == current.as_ref();
            let url = document.is_live().then(|| absolute(&opened.staff.app, &path));
            let shown = shown.contains(&path);
            json!({ "path": path, "url": url, "current": is_current, "shown": shown })
        })
        .collect())
}
