//! `GET /unpublished`: the list, within rights, narrowed by reason and unit.

use serde::Deserialize;
use serde_json::{Value, json};
use structure::{Right, Staff};
use web::extract::Query;
use web::template_functions::query_encode;
use web::{Answer, Message, Pager};

use super::gathering::gather;
use super::model::{Item, Reason, days};
use super::tabs;

/// Rows on a page.
const SIZE: u64 = 30;

/// What the address asks for.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default)]
pub(super) struct Asked {
    reason: String,
    unit: String,
    page: Option<u64>,
}

impl Asked {
    /// Whether an item is asked for.
    pub(super) fn holds(&self, staff: &Staff, item: &Item) -> bool {
        let tree = staff.app.tree();
        let unit = tree.unit(item.unit).map_or("", |unit| unit.code.as_str());
        (self.reason.is_empty() || self.reason == item.reason.word())
            && (self.unit.is_empty() || self.unit == unit)
    }

    fn query(&self) -> String {
        let (reason, unit) = (query_encode(&self.reason), query_encode(&self.unit));
        format!("reason={reason}&unit={unit}")
    }
}

/// The list.
pub(super) async fn index(staff: Staff, Query(asked): Query<Asked>) -> Answer {
    let all = gather(&staff).await?;
    let shown: Vec<&Item> = all.iter().filter(|item| asked.holds(&staff, item)).collect();
    let total = u64::try_from(shown.len()).unwrap_or(0);
    let number = asked.page.unwrap_or(1);
    let query = asked.query();
    let pager =
        Pager::new(number, total, SIZE, |page| format!("/unpublished?{query}&page={page}"))?;
    let first = usize::try_from((number - 1) * SIZE).unwrap_or(usize::MAX);
    let rows: Vec<Value> =
        shown.into_iter().skip(first).take(30).map(|item| row(&staff, item)).collect();
    let columns = ["title", "reason", "unit", "formed", "due", "late"].map(|name| {
        json!({ "name": name, "label": staff.t(&format!("unpublished-{name}")),
            "sort_url": null, "sorted": null })
    });
    let exports = ["xlsx", "csv"].map(|format| {
        json!({ "name": staff.t(&format!("unpublished-as-{format}")), "method": "get",
            "url": format!("/exports/unpublished/{format}?{query}"), "tone": null })
    });
    let lead = Message::new("unpublished-lead").with("days", i64::from(days()));
    let listing = json!({
        "columns": columns, "rows": rows, "filters": filters(&staff, &asked, &all),
        "query": null, "pager": pager, "total": total, "new_url": null, "has_actions": true,
        "empty_text": staff.t("unpublished-empty"), "actions": exports,
        "lead": staff.app.messages.text(&lead), "tabs": tabs(&staff, "/unpublished"),
    });
    let title = staff.t("unpublished-title");
    staff.page("listing/index.html", json!({ "title": title, "listing": listing }))
}

/// The reason in words.
pub(super) fn reason_name(staff: &Staff, reason: Reason) -> String {
    staff.t(&format!("unpublished-reason-{}", reason.word()))
}

/// Where one looks at an item.
pub(super) fn url(item: &Item) -> String {
    match &item.document {
        Some((_, key)) => format!("/documents/{key}"),
        None => format!("/documents?column={}", item.column),
    }
}

fn row(staff: &Staff, item: &Item) -> Value {
    let tree = staff.app.tree();
    let column = tree.column(item.column).map_or("", |column| column.name.as_str());
    let unit = tree.unit(item.unit).map_or("", |unit| unit.name.as_str());
    let late =
        Message::new("unpublished-days").with("days", item.days_late(staff.app.clock().now()));
    let note = item.withholding.map(|state| staff.t(state.key()));
    json!({
        "url": url(item), "actions": actions(staff, item),
        "cells": [
            { "text": item.title, "sub": column },
            { "text": reason_name(staff, item.reason), "sub": note },
            unit, item.formed_on.to_string(), item.due.date(),
            { "badge": staff.app.messages.text(&late), "tone": "danger" },
        ],
    })
}

/// Who writes for the unit may say that the law keeps it closed.
fn actions(staff: &Staff, item: &Item) -> Vec<Value> {
    let may = staff.may(Right::WriteDocuments, item.unit, item.column)
        && item.withholding.is_none()
        && item.reason != Reason::Unlisted;
    let key = item.document.as_ref().filter(|_| may).map(|(_, key)| key);
    key.map(|key| {
        json!({ "name": staff.t("withholding-new"), "method": "get", "tone": null,
            "url": format!("/withholdings/new?document={key}") })
    })
    .into_iter()
    .collect()
}

fn filters(staff: &Staff, asked: &Asked, all: &[Item]) -> Value {
    let option = |value: &str, label: String, chosen: &str| json!({ "value": value, "label": label, "selected": value == chosen });
    let mut reasons = vec![option("", staff.t("unpublished-any-reason"), &asked.reason)];
    reasons.extend(
        Reason::ALL.map(|reason| option(reason.word(), reason_name(staff, reason), &asked.reason)),
    );
    let tree = staff.app.tree();
    let mut units = vec![option("", staff.t("unpublished-any-unit"), &asked.unit)];
    let named = tree.units().iter().filter(|unit| all.iter().any(|item| item.unit == unit.id));
    units.extend(named.map(|unit| option(&unit.code, unit.name.clone(), &asked.unit)));
    json!([
        { "name": "reason", "label": staff.t("unpublished-reason"), "options": reasons },
        { "name": "unit", "label": staff.t("unpublished-unit"), "options": units },
    ])
}
