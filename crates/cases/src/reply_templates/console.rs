//! `GET /reply-templates`: the templates of one's units and of the district.

use std::collections::HashMap;

use serde_json::{Value, json};
use structure::accounts::all_accounts;
use structure::{AccountId, Right, Staff};
use web::Answer;

use super::model::ReplyTemplate;
use super::store::all;
use crate::desk::supervises_all;

/// Characters of a template in the list.
const BEGINNING: usize = 60;

/// Whether somebody may change a template: their unit's own, or the district's as the office that
/// supervises all.
pub(super) fn may_change(staff: &Staff, one: &ReplyTemplate) -> bool {
    match one.unit_id {
        Some(unit) => staff.rights.covers_unit(Right::HandleCases, unit),
        None => supervises_all(staff).is_ok(),
    }
}

/// The list.
pub(super) async fn index(staff: Staff) -> Answer {
    let app = &staff.app;
    let scope = staff.scope(Right::HandleCases);
    let templates = all(&app.db).await?;
    let people: HashMap<AccountId, String> =
        all_accounts(&app.db).await?.into_iter().map(|one| (one.id, one.name)).collect();
    let seen =
        templates.iter().filter(|one| one.unit_id.is_none_or(|unit| scope.covers_unit(unit)));
    let rows: Vec<Value> = seen.map(|one| row(&staff, &people, one)).collect();
    let columns = [
        "reply-template-name",
        "reply-template-owner",
        "reply-template-used",
        "reply-template-changed",
    ]
    .map(|key| json!({ "name": key, "label": staff.t(key), "sort_url": null, "sorted": null }));
    let listing = json!({
        "columns": columns, "rows": rows, "filters": [], "query": null, "pager": null,
        "total": rows.len(), "new_url": "/reply-templates/new",
        "new_label": staff.t("reply-template-new"), "empty_text": staff.t("reply-templates-none"),
        "lead": staff.t("reply-templates-lead"), "has_actions": true,
    });
    let title = staff.t("reply-templates-title");
    let crumbs = json!([{ "name": staff.t("console-desk"), "url": "/" },
        { "name": staff.t("cases-title"), "url": "/cases" }, { "name": title, "url": null }]);
    staff.page(
        "listing/index.html",
        json!({ "title": title, "breadcrumb": crumbs, "listing": listing }),
    )
}

fn row(staff: &Staff, people: &HashMap<AccountId, String>, one: &ReplyTemplate) -> Value {
    let tree = staff.app.tree();
    let owner = match one.unit_id {
        Some(unit) => tree.unit(unit).map(|unit| unit.name.clone()).unwrap_or_default(),
        None => staff.t("reply-template-district"),
    };
    let may = may_change(staff, one);
    let url = format!("/reply-templates/{}", one.id);
    let removal = may.then(|| {
        json!({
            "name": staff.t("reply-template-remove"), "url": format!("{url}/removal"),
            "method": "post", "tone": "danger", "confirm": staff.t("reply-template-remove-confirm"),
            "why_not": null,
        })
    });
    let beginning: String = one.body.chars().take(BEGINNING).collect();
    let who = one.changed_by.and_then(|by| people.get(&by)).cloned().unwrap_or_default();
    json!({
        "url": may.then_some(url),
        "cells": [
            { "text": one.name, "sub": beginning }, owner, one.used.to_string(),
            { "text": one.changed_at.minute(), "sub": who },
        ],
        "actions": removal.into_iter().collect::<Vec<_>>(),
    })
}
