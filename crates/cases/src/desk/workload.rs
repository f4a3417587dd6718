//! `GET /cases/workload`: what each unit has in hand, for those who lead.

use chrono::{Datelike, Days};
use serde_json::{Value, json};
use structure::{Right, Staff};
use web::Answer;

use crate::clocks::is_known;
use crate::publications::workload;

/// Days ahead for which deadlines are reckoned at the latest.
const AHEAD: Days = Days::new(60);

/// What the page says first; that a year's holidays are not known is told, not guessed (norms §10).
fn lead(staff: &Staff) -> String {
    let lead = staff.t("workload-lead");
    let ahead = staff.app.clock().now().day() + AHEAD;
    if is_known(ahead) {
        return lead;
    }
    let year = [("year", ahead.year().to_string().into())];
    format!("{lead}{}", staff.app.messages.t("workload-calendar", &year))
}

/// The table.
pub(super) async fn show(staff: Staff) -> Answer {
    let app = &staff.app;
    let scope = staff.scope(Right::ReadCases);
    let loads = workload(&app.db, &scope, app.clock().now()).await?;
    let tree = app.tree();
    let rows: Vec<Value> = loads
        .iter()
        .filter_map(|load| {
            let unit = tree.unit(load.unit)?;
            let toned = |count: usize, tone: &str| match count {
                0 => json!("0"),
                _ => json!({ "badge": count.to_string(), "tone": tone }),
            };
            Some(json!({
                "url": format!("/cases?pile=todo&unit={}", unit.code),
                "cells": [
                    unit.name, load.open.to_string(), toned(load.late, "danger"),
                    toned(load.near, "warn"), load.waiting.to_string(), load.answered.to_string(),
                ],
            }))
        })
        .collect();
    let columns = [
        "case-unit",
        "workload-open",
        "workload-late",
        "workload-near",
        "workload-waiting",
        "workload-answered",
    ]
    .map(|key| json!({ "name": key, "label": staff.t(key), "sort_url": null, "sorted": null }));
    let listing = json!({
        "columns": columns, "rows": rows, "filters": [], "query": null, "pager": null,
        "total": rows.len(), "new_url": null, "empty_text": staff.t("cases-none"),
        "lead": lead(&staff),
    });
    let title = staff.t("workload-title");
    let crumbs = json!([{ "name": staff.t("console-desk"), "url": "/" },
        { "name": staff.t("cases-title"), "url": "/cases" }, { "name": title, "url": null }]);
    staff.page(
        "listing/index.html",
        json!({ "title": title, "breadcrumb": crumbs, "listing": listing }),
    )
}
