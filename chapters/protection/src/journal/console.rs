//! The journal's list.

use platform::journal::EntryRecord;
use serde_json::{Value, json};
use structure::Staff;
use web::Answer;
use web::extract::Query;

use super::filters::Asked;
use super::model::{Cursor, short_hash};
use super::names::Names;
use super::store::{EntryPage, count, find};
use super::words::{Words, network_address};
use crate::verifications;

/// Entries of a page.
const PAGE: usize = 50;
/// Counting ends here: nobody reads further, and the database need not.
const COUNTED: i64 = 10_000;

/// `GET /journal`
pub async fn index(staff: Staff, Query(asked): Query<Asked>) -> Answer {
    let db = &staff.app.db;
    let names = Names::load(db).await?;
    let search = asked.search(&staff, &names).await?;
    let page = find(db, &search, asked.cursor(), PAGE).await?;
    let total = count(db, &search, COUNTED).await?;
    let tree = staff.app.tree();
    let words = Words { messages: &staff.app.messages, names: &names, tree: &tree };
    let rows: Vec<Value> = page.entries.iter().map(|entry| row(&words, entry)).collect();
    let total = if total == COUNTED && !search.is_everything() {
        json!(format!("{COUNTED}+"))
    } else {
        json!(total)
    };
    let context = json!({
        "title": staff.t("journal-title"),
        "export_url": asked.url("/journal/export", Cursor::Newest),
        "chain": verifications::chain_state(db).await?,
        "listing": {
            "filters": asked.fields(&staff, &words), "chips": [], "rows": rows,
            "pager": pager(&asked, &page), "total": total,
        },
    });
    staff.page("journal/index.html", context)
}

fn row(words: &Words<'_>, entry: &EntryRecord) -> Value {
    json!({
        "seq": entry.seq, "at": entry.at, "actor": words.actor(entry),
        "address": network_address(entry), "verb": words.verb(&entry.verb),
        "subject": words.subject(entry),
        "subject_url": format!("/journal?record={}:{}", entry.subject_kind, entry.subject_id),
        "detail": words.detail(entry), "hash_short": short_hash(&entry.hash),
        "url": format!("/journal/entries/{}", entry.seq),
    })
}

/// Newer entries are the page before, older ones the page after.
fn pager(asked: &Asked, page: &EntryPage) -> Value {
    let newest = page.entries.first().map(|entry| Cursor::After(entry.seq));
    let oldest = page.entries.last().map(|entry| Cursor::Before(entry.seq));
    let to = |there: bool, cursor: Option<Cursor>| {
        cursor.filter(|_| there).map(|cursor| asked.url("/journal", cursor))
    };
    json!({
        "previous_url": to(page.newer, newest), "next_url": to(page.older, oldest), "pages": [],
    })
}
