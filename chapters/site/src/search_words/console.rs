//! The console's page of synonyms and stop words, and the list of searches without result.

use serde::Deserialize;
use serde_json::{Value, json};
use structure::Staff;
use web::Answer;
use web::extract::{Form, Query};

use super::model::{read_synonyms, read_words};
use super::store::{load_vocabulary, misses, save_vocabulary};

/// Misses shown.
const SHOWN: i64 = 200;

/// A word that comes from the list of misses.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub struct Adding {
    /// The word.
    pub add: Option<String>,
}

/// `GET /search-words`
pub async fn edit(staff: Staff, Query(adding): Query<Adding>) -> Answer {
    let words = load_vocabulary(&staff.app.db).await?;
    let mut groups: Vec<String> = words.synonyms.iter().map(|group| group.join(" = ")).collect();
    groups.extend(adding.add.map(|word| format!("{word} = ")));
    let values = json!({
        "synonyms": groups.join("\n"), "stop_words": words.stop_words.join("\n"),
    });
    let context = json!({
        "title": staff.t("search-words-title"), "tabs": tabs(&staff, "/search-words"),
        "action": "/search-words", "form": { "values": values, "errors": [] },
    });
    staff.page("search_words/index.html", context)
}

/// Both lists as they were typed.
#[derive(Debug, Deserialize)]
pub struct WordsForm {
    /// A group a line.
    pub synonyms: String,
    /// Words.
    pub stop_words: String,
}

/// `POST /search-words`
pub async fn save(staff: Staff, Form(form): Form<WordsForm>) -> Answer {
    let (groups, stops) = (read_synonyms(&form.synonyms), read_words(&form.stop_words));
    let seq = save_vocabulary(&staff.app.db, staff.actor(), &groups, &stops).await?;
    staff.app.settled(seq).await;
    staff.done("/search-words", "site-search-words-saved")
}

/// `GET /search-words/zero-hits`
pub async fn zero_hits(staff: Staff) -> Answer {
    let missed = misses(&staff.app.db, SHOWN).await?;
    let rows: Vec<Value> = missed
        .iter()
        .map(|miss| {
            let add =
                format!("/search-words?add={}", web::template_functions::query_encode(&miss.words));
            json!({
                "url": null,
                "cells": [miss.words, miss.times, miss.last_at.minute()],
                "actions": [{
                    "name": staff.t("site-add-synonym"), "url": add, "method": "get",
                    "tone": "default", "confirm": null, "why_not": null,
                }],
            })
        })
        .collect();
    let column =
        |key: &str| json!({ "name": key, "label": staff.t(key), "sort_url": null, "sorted": null });
    let listing = json!({
        "columns": [column("site-miss-words"), column("site-miss-times"), column("site-miss-last")],
        "rows": rows, "filters": [], "query": null, "pager": null, "total": rows.len(),
        "new_url": null, "empty_text": staff.t("site-miss-none"), "has_actions": true,
        "tabs": tabs(&staff, "/search-words/zero-hits"),
    });
    let title = staff.t("site-misses");
    staff.page("listing/index.html", json!({ "title": title, "listing": listing }))
}

fn tabs(staff: &Staff, current: &str) -> Value {
    let tab = |key: &str, url: &str| json!({ "name": staff.t(key), "url": url, "current": url == current, "count": null });
    json!([
        tab("search-words-title", "/search-words"),
        tab("site-misses", "/search-words/zero-hits")
    ])
}
