//! Rooms of the lists.

use http::StatusCode;
use serde_json::{Value, json};
use structure::Staff;
use structure::sessions::OwnForm;
use web::extract::Path;
use web::forms::FormCheck;
use web::{Answer, FieldError, FormData, FormState, Message, Refusal};

use super::lines;
use super::model::{WordList, WordListId};
use super::store::{all, by_id, save};
use crate::level::Level;

/// The tabs of these pages.
pub(crate) fn tabs(staff: &Staff, current: &str) -> Value {
    let tab = |key: &str, url: &str| json!({ "name": staff.t(key), "url": url, "current": url == current, "count": null });
    json!([
        tab("word-lists-title", "/word-lists"),
        tab("check-levels-title", "/check-levels"),
        tab("check-trial-title", "/check-trial"),
    ])
}

/// `GET /word-lists`
pub(crate) async fn index(staff: Staff) -> Answer {
    let lists = all(&staff.app.db).await?;
    let rows: Vec<Value> = lists.iter().map(|list| row(&staff, list)).collect();
    let head =
        |key: &str| json!({ "name": key, "label": staff.t(key), "sort_url": null, "sorted": null });
    let columns = [
        "word-list-name",
        "word-list-level",
        "word-list-count",
        "word-list-used",
        "word-list-changed",
    ];
    let title = staff.t("word-lists-title");
    let listing = json!({
        "columns": columns.map(head), "rows": rows, "filters": [], "query": null, "pager": null,
        "total": rows.len(), "new_url": "/word-lists/new", "new_label": staff.t("word-list-new"),
        "empty_text": staff.t("word-lists-none"), "lead": staff.t("word-lists-lead"),
        "tabs": tabs(&staff, "/word-lists"),
    });
    staff.page("listing/index.html", json!({ "title": title, "listing": listing }))
}

fn row(staff: &Staff, list: &WordList) -> Value {
    let used = if list.enabled { ("word-list-on", "good") } else { ("word-list-off", "default") };
    json!({
        "url": list.id.map(|id| format!("/word-lists/{}", id.0)),
        "cells": [
            list.name, { "badge": staff.t(list.level.key()), "tone": list.level.tone() },
            list.words.len(), { "badge": staff.t(used.0), "tone": used.1 },
            list.updated_at.map(platform::Time::minute),
        ],
        "actions": [],
    })
}

fn form(staff: &Staff, status: StatusCode, state: FormState, list: Option<&WordList>) -> Answer {
    let chosen = state.values.get("level").to_owned();
    let levels: Vec<Value> = Level::ALL
        .iter()
        .filter(|level| **level != Level::Off)
        .map(|level| json!({ "value": level.word(), "label": staff.t(level.key()), "selected": level.word() == chosen }))
        .collect();
    let register = staff.t("word-lists-title");
    let title = list.map_or_else(|| staff.t("word-list-new"), |list| list.name.clone());
    let action = match list.and_then(|list| list.id) {
        Some(id) => format!("/word-lists/{}", id.0),
        None => "/word-lists".to_owned(),
    };
    let context = json!({
        "title": title, "breadcrumb": [
            { "name": register, "url": "/word-lists" }, { "name": title, "url": null }],
        "action": action, "levels": levels, "form": state.shown(&staff.app.messages),
    });
    staff.page_with(status, "checks/word_list.html", context)
}

/// `GET /word-lists/new`
pub(crate) async fn new(staff: Staff) -> Answer {
    let mut values = FormData::default();
    values.push("level", Level::NeedsReason.word().to_owned());
    values.push("enabled", "1".to_owned());
    form(&staff, StatusCode::OK, FormState::of(values), None)
}

/// `GET /word-lists/{id}`
pub(crate) async fn edit(staff: Staff, Path(id): Path<i64>) -> Answer {
    let list = find(&staff, id).await?;
    let mut values = FormData::default();
    values.push("name", list.name.clone());
    values.push("level", list.level.word().to_owned());
    if list.enabled {
        values.push("enabled", "1".to_owned());
    }
    values.push("words", lines::write(&list.words));
    form(&staff, StatusCode::OK, FormState::of(values), Some(&list))
}

async fn find(staff: &Staff, id: i64) -> Result<WordList, web::Error> {
    let list = by_id(&staff.app.db, WordListId(id)).await?;
    let missing = || Refusal::not_found().link("/word-lists", "word-lists-title");
    Ok(list.ok_or_else(missing)?)
}

/// `POST /word-lists`
pub(crate) async fn create(staff: Staff, OwnForm(data): OwnForm) -> Answer {
    let code = format!("own-{}", staff.app.db.next_id());
    let begun = WordList {
        id: None,
        code,
        name: String::new(),
        level: Level::NeedsReason,
        enabled: true,
        words: Vec::new(),
        updated_at: None,
    };
    keep(&staff, &data, begun).await
}

/// `POST /word-lists/{id}`
pub(crate) async fn update(staff: Staff, Path(id): Path<i64>, OwnForm(data): OwnForm) -> Answer {
    let list = find(&staff, id).await?;
    keep(&staff, &data, list).await
}

async fn keep(staff: &Staff, data: &FormData, before: WordList) -> Answer {
    let known = before.id.is_some().then(|| before.clone());
    match typed(data, before) {
        Ok(list) => {
            let seq = save(&staff.app.db, staff.actor(), &list).await?;
            staff.app.settled(seq).await;
            let said = Message::new("word-list-saved").with("name", list.name);
            staff.done("/word-lists", said)
        }
        Err(state) => form(staff, StatusCode::UNPROCESSABLE_ENTITY, state, known.as_ref()),
    }
}

fn typed(data: &FormData, before: WordList) -> Result<WordList, FormState> {
    let mut check = FormCheck::new(data);
    let name = check.field("name", "word-list-name").required().max(40).text();
    let enabled = check.field("enabled", "word-list-used").ticked();
    let level = Level::parse(data.get("level"));
    if level.is_none() {
        check.refuse("level", "document-field-choice");
    }
    let words = lines::read(data.get("words"));
    let mut state = match check.finish(|| level) {
        Ok(level) => match words {
            Ok(words) => return Ok(WordList { name, level, enabled, words, ..before }),
            Err(_) => FormState::of(data.clone()),
        },
        Err(state) => state,
    };
    for bad in words.err().unwrap_or_default().iter().take(10) {
        let number = i64::try_from(bad.number).unwrap_or(0);
        let said = Message::new("word-list-bad-line")
            .with("number", number)
            .with("problem", web::Arg::Key(bad.key.into()));
        state.errors.push(FieldError::new("words", said));
    }
    Err(state)
}
