//! `/knowledge` at the console: every public question, those that must be read again first.

use chrono::NaiveDate;
use documents::live::LiveItem;
use serde::Deserialize;
use serde_json::{Value, json};
use structure::{Right, Staff};
use web::extract::Query;
use web::{Answer, Pager};

use super::model::{is_current, review_by};
use super::store::all_live;
use crate::kind::LETTERS;

/// Rows on a page.
const SIZE: u64 = 30;

/// What the address asks for.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default)]
pub(super) struct Asked {
    due: String,
    page: Option<u64>,
}

/// `GET /knowledge`
pub(super) async fn index(staff: Staff, Query(asked): Query<Asked>) -> Answer {
    let today = staff.app.clock().now().day();
    let scope = staff.scope(Right::ReadDocuments);
    let mut all: Vec<LiveItem> = all_live(&staff.app.db).await?;
    all.retain(|item| scope.covers(item.unit_id, item.column_id));
    all.sort_by_key(|item| review_by(&item.card).unwrap_or(NaiveDate::MAX));
    let over = all.iter().filter(|item| !is_current(&item.card, today)).count();
    let tab = |word: &str, count: usize| {
        json!({
            "name": staff.t(&format!("knowledge-tab-{word}")), "count": count,
            "url": if word == "all" { "/knowledge".to_owned() } else { format!("/knowledge?due={word}") },
            "current": if word == "all" { asked.due != "over" } else { asked.due == word },
        })
    };
    let tabs = [tab("all", all.len()), tab("over", over)];
    if asked.due == "over" {
        all.retain(|item| !is_current(&item.card, today));
    }
    let total = u64::try_from(all.len()).unwrap_or(0);
    let number = asked.page.unwrap_or(1);
    let pager = Pager::new(number, total, SIZE, |page| {
        format!("/knowledge?due={}&page={page}", asked.due)
    })?;
    let skip = usize::try_from(pager.offset()).unwrap_or(0);
    let rows: Vec<Value> =
        all.iter().skip(skip).take(30).map(|item| row(&staff, item, today)).collect();
    let columns = ["knowledge-question", "knowledge-theme", "case-unit", "knowledge-review-by"]
        .map(|key| json!({ "name": key, "label": staff.t(key), "sort_url": null, "sorted": null }));
    let listing = json!({
        "columns": columns, "rows": rows, "filters": [], "query": null, "pager": pager,
        "total": total, "new_url": null, "empty_text": staff.t("knowledge-none"), "tabs": tabs,
        "lead": staff.t("knowledge-lead-office"),
    });
    let title = staff.t("knowledge-title");
    let crumbs =
        json!([{ "name": staff.t("console-desk"), "url": "/" }, { "name": title, "url": null }]);
    staff.page(
        "listing/index.html",
        json!({ "title": title, "breadcrumb": crumbs, "listing": listing }),
    )
}

fn row(staff: &Staff, item: &LiveItem, today: NaiveDate) -> Value {
    let tree = staff.app.tree();
    let unit = tree.unit(item.unit_id).map(|unit| unit.name.clone()).unwrap_or_default();
    let theme = item.card.fields.get("theme").map_or("other", String::as_str);
    let day = review_by(&item.card);
    let left = day.map(|day| (day - today).num_days());
    let tone = match left {
        Some(..0) => Some("danger"),
        Some(0..30) => Some("warn"),
        _ => None,
    };
    json!({
        "url": format!("/documents/{}", item.key),
        "cells": [
            item.card.title, staff.t(&LETTERS.theme_key(theme)), unit,
            { "badge": day.map(|day| day.to_string()).unwrap_or_default(), "tone": tone },
        ],
    })
}
