//! `GET /documents/{key}/receipt`: live at which second, which pages were refreshed (article 19).

use platform::Time;
use platform::journal::{EntryFilter, EntryRecord, find_entries};
use serde_json::{Value, json};
use structure::{Right, Staff};
use web::extract::Path;
use web::{Answer, Refusal};

use crate::revisions;
use crate::room::{Opened, absolute, breadcrumb, document_line, open};

/// Verbs that change what visitors see of a document.
const SHOWN: &[&str] = &["document.published", "withdrawal.lifted", "document.imported"];

/// The receipt of the last act that changed what visitors see.
pub(crate) async fn show(staff: Staff, Path(key): Path<String>) -> Answer {
    let opened = open(staff, &key, Right::ReadDocuments).await?;
    let entry = last_entry(&opened).await?.ok_or_else(Refusal::not_found)?;
    let staff = &opened.staff;
    let app = &staff.app;
    let refresh = app.refreshes.of(entry.seq);
    let positions = app.followers.positions();
    let complete = positions.iter().all(|(_, position)| position.seq >= entry.seq);
    let pages_passed = positions
        .iter()
        .find(|(name, _)| *name == "pages")
        .is_some_and(|(_, position)| position.seq >= entry.seq);
    let followers: Vec<Value> = positions
        .iter()
        .map(|(name, position)| {
            let passed = position.seq >= entry.seq;
            let detail = (*name == "pages").then(|| {
                refresh.as_ref().map(|refresh| {
                    let pages = web::Message::new("receipt-pages-dropped")
                        .with("count", refresh.urls.len());
                    app.messages.text(&pages)
                })
            });
            let at = if *name == "pages" { refresh.as_ref().map(|it| it.at) } else { None };
            json!({
                "name": staff.t(&format!("follower-{name}")), "passed": passed,
                "at": passed.then(|| at.unwrap_or(entry.at)), "detail": detail.flatten(),
            })
        })
        .collect();
    let urls = refresh.as_ref().map(|refresh| refresh.urls.clone()).unwrap_or_default();
    let pages: Vec<Value> = urls.iter().map(|url| page(&opened, url)).collect();
    // Whoever asks after the pages were dropped gets the new one.
    let live_at: Option<Time> =
        pages_passed.then(|| refresh.as_ref().map_or(entry.at, |refresh| refresh.at));
    let head = revisions::by_id(&opened.ctx.db, opened.document.head_revision_id).await?;
    let number = head.map_or(0, |head| head.number);
    let title = staff.t("receipt-title");
    let context = json!({
        "title": title, "breadcrumb": breadcrumb(&opened, Some(&title)),
        "document": document_line(&opened, number), "complete": complete, "live_at": live_at,
        "followers": followers, "pages": pages, "count": urls.len(),
    });
    staff.page("receipts/show.html", context)
}

async fn last_entry(opened: &Opened) -> Result<Option<EntryRecord>, platform::Fault> {
    let filter = EntryFilter {
        subject_kind: Some("document".to_owned()),
        subject_id: Some(opened.document.id.0),
        ..EntryFilter::default()
    };
    let entries = find_entries(&opened.ctx.db, &filter, 200).await?;
    Ok(entries.into_iter().find(|entry| SHOWN.contains(&entry.verb.as_str())))
}

/// A refreshed page with its name: a column's, the document's, or its address.
fn page(opened: &Opened, url: &str) -> Value {
    let path = url.split('?').next().unwrap_or_default();
    let tree = &opened.ctx.tree;
    let column = tree.columns().iter().find(|column| tree.column_url(column) == path);
    let own = crate::addresses::url_of(tree, &opened.document);
    let title = if path == "/" {
        opened.staff.t("receipt-home")
    } else if let Some(column) = column {
        column.name.clone()
    } else if own.as_deref() == Some(path) {
        opened.document.title.clone()
    } else {
        url.to_owned()
    };
    json!({ "url": absolute(&opened.staff.app, url), "title": title })
}
