//! One entry with everything that its hash covers.

use platform::journal::{Change, EntryRecord};
use serde_json::{Value, json};
use structure::Staff;
use web::extract::Path;
use web::{Answer, Refusal};

use super::model::short_hash;
use super::names::Names;
use super::store::entry;
use super::words::{Words, network_address};
use crate::listing::heads;

/// `GET /journal/entries/{seq}`
pub async fn show(staff: Staff, Path(seq): Path<i64>) -> Answer {
    let refuse = || Refusal::not_found().link("/journal", "journal-title");
    let entry = entry(&staff.app.db, seq).await?.ok_or_else(refuse)?;
    let names = Names::load(&staff.app.db).await?;
    let tree = staff.app.tree();
    let words = Words { messages: &staff.app.messages, names: &names, tree: &tree };
    let rows: Vec<Value> = facts(&words, &entry)
        .into_iter()
        .filter(|(_, text)| !text.is_empty())
        .map(|(key, text)| json!({ "url": null, "cells": [staff.t(key), text], "actions": [] }))
        .collect();
    let title = staff.app.messages.t("journal-entry", &[("seq", seq.into())]);
    let listing = json!({
        "columns": heads(&staff, &["journal-fact", "journal-content"]), "rows": rows,
        "filters": [], "query": null, "pager": null, "total": rows.len(), "new_url": null,
        "empty_text": "",
    });
    let breadcrumb = json!([{ "name": staff.t("journal-title"), "url": "/journal" }, { "name": title, "url": null }]);
    let context = json!({ "title": title, "breadcrumb": breadcrumb, "listing": listing });
    staff.page("listing/index.html", context)
}

fn facts(words: &Words<'_>, entry: &EntryRecord) -> Vec<(&'static str, String)> {
    let changes: Vec<String> = entry.changes.iter().map(|change| in_words(words, change)).collect();
    vec![
        ("journal-column-at", entry.at.second()),
        ("journal-column-actor", words.actor(entry)),
        ("journal-column-address", network_address(entry).unwrap_or_default().to_owned()),
        ("journal-column-verb", format!("{}（{}）", words.verb(&entry.verb), entry.verb)),
        ("journal-column-subject", words.subject(entry)),
        ("journal-column-detail", words.detail(entry).unwrap_or_default()),
        ("journal-column-changes", changes.join("；")),
        ("journal-column-tags", entry.tags.join("；")),
        ("journal-column-previous", entry.previous.clone()),
        ("journal-column-hash", entry.hash.clone()),
    ]
}

/// `documents 12：b41f…90ce → 77aa…0b12`
fn in_words(words: &Words<'_>, Change(table, id, before, after): &Change) -> String {
    let digest = |digest: &Option<String>, none: &str| match digest {
        Some(digest) => short_hash(digest),
        None => words.messages.t(none, &[]),
    };
    let before = digest(before, "journal-row-new");
    let after = digest(after, "journal-row-gone");
    format!("{table} {id}：{before} → {after}")
}
