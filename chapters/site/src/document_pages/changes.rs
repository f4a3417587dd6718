//! What was changed in a text after it first went out (article 16): every reader sees when, and
//! which parts. What it said before is the archive's business, not the page's.

use documents::ids::DocumentId;
use documents::publications::{self, Publication};
use documents::revisions::{self, Content};
use platform::journal::{EntryFilter, find_entries};
use platform::{Db, Fault};
use serde_json::{Value, json};
use structure::visitor::Visitor;

/// The newest changes that are shown.
const SHOWN: usize = 10;

/// What the journal says when a revision mended what a reader had reported (article 38).
const MENDED: &str = "correction.mended";

/// Every change of a live document, newest first: when, the names of the parts that differ, and
/// whether a reader's report led to it.
pub async fn changes(visitor: &Visitor, id: DocumentId) -> Result<Vec<Value>, Fault> {
    let db = &visitor.app.db;
    let publications = publications::of_document(db, id).await?;
    let mut changes = Vec::new();
    for pair in publications.windows(2).take(SHOWN) {
        let [newer, older] = pair else { continue };
        if newer.revision_id == older.revision_id {
            continue;
        }
        let parts = parts(visitor, db, newer, older).await?;
        if !parts.is_empty() {
            let (at, revision) = (newer.published_at, newer.revision_id.0);
            changes.push((at, parts, revision));
        }
    }
    let mended = if changes.is_empty() { Vec::new() } else { mended(db, id).await? };
    Ok(changes
        .into_iter()
        .map(|(at, parts, revision)| {
            json!({ "at": at, "parts": parts, "reported": mended.contains(&revision) })
        })
        .collect())
}

/// The revisions that mended what readers had reported.
async fn mended(db: &Db, id: DocumentId) -> Result<Vec<i64>, Fault> {
    let filter = EntryFilter {
        verb: Some(MENDED.to_owned()),
        subject_kind: Some("document".to_owned()),
        subject_id: Some(id.0),
        ..EntryFilter::default()
    };
    let entries = find_entries(db, &filter, 50).await?;
    Ok(entries.iter().filter_map(|entry| entry.detail.get("revision")?.as_i64()).collect())
}

async fn parts(
    visitor: &Visitor,
    db: &Db,
    newer: &Publication,
    older: &Publication,
) -> Result<Vec<String>, Fault> {
    let new = revisions::by_id(db, newer.revision_id).await?;
    let old = revisions::by_id(db, older.revision_id).await?;
    let (Some(new), Some(old)) = (new, old) else {
        return Ok(Vec::new());
    };
    let keys = differing(&old.content, &new.content);
    Ok(keys.into_iter().map(|key| visitor.app.messages.t(key, &[])).collect())
}

/// The message keys of the parts in which two contents differ.
fn differing(old: &Content, new: &Content) -> Vec<&'static str> {
    let files = |content: &Content| {
        content.attachments.iter().map(|file| (file.name.clone(), file.size)).collect::<Vec<_>>()
    };
    let differs = [
        (old.title != new.title, "document-page-change-title"),
        (old.body_html != new.body_html, "document-page-change-text"),
        (files(old) != files(new), "document-page-change-files"),
        (old.source != new.source || old.fields != new.fields, "document-page-change-facts"),
    ];
    differs.into_iter().filter_map(|(differs, key)| differs.then_some(key)).collect()
}

#[cfg(test)]
mod tests {
    use documents::revisions::Content;

    use super::differing;

    #[test]
    fn only_what_differs_is_named() {
        let old = Content { title: "旧题".to_owned(), ..Content::default() };
        let new = Content { body_html: "<p>新文</p>".to_owned(), ..old.clone() };
        assert!(differing(&old, &old).is_empty());
        assert_eq!(differing(&old, &new), ["document-page-change-text"]);
        let both = Content { title: "新题".to_owned(), ..new };
        assert_eq!(differing(&old, &both).len(), 2);
    }
}
