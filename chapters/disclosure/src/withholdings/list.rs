//! `GET /withholdings`: what is not disclosed, on which ground, decided by whom.

use documents::documents::by_id as document_by_id;
use serde::Deserialize;
use serde_json::{Value, json};
use structure::{Right, Staff};
use web::extract::Query;
use web::{Answer, Pager};

use super::console::url_of;
use super::grounds::ground_name;
use super::store::within;
use crate::unpublished::tabs;

/// Rows on a page.
const SIZE: u64 = 30;

/// What the address asks for.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub(super) struct Asked {
    page: Option<u64>,
}

/// The list.
pub(super) async fn index(staff: Staff, Query(asked): Query<Asked>) -> Answer {
    let number = asked.page.unwrap_or(1).max(1);
    let offset = i64::try_from((number - 1).saturating_mul(SIZE)).unwrap_or(0);
    let scope = staff.scope(Right::ReadDocuments);
    let size = i64::try_from(SIZE).unwrap_or(30);
    let (found, total) = within(&staff.app.db, &scope, (size, offset)).await?;
    let tree = staff.app.tree();
    let mut rows: Vec<Value> = Vec::new();
    for one in &found {
        let document = document_by_id(&staff.app.db, one.document_id).await?;
        let title = document.map(|document| document.title).unwrap_or_default();
        let unit = tree.unit(one.unit_id).map_or("", |unit| &unit.name);
        rows.push(json!({ "url": url_of(one.id), "actions": [], "cells": [
            title, ground_name(&one.ground), unit,
            { "badge": staff.t(one.state.key()), "tone": one.state.tone() },
            one.decided_at.unwrap_or(one.proposed_at).minute(),
        ] }));
    }
    let total = u64::try_from(total).unwrap_or(0);
    let pager = Pager::new(number, total, SIZE, |page| format!("/withholdings?page={page}"))?;
    let columns = ["document", "ground", "unit", "state", "at"].map(|name| {
        json!({ "name": name, "label": staff.t(&format!("withholdings-{name}")),
            "sort_url": null, "sorted": null })
    });
    let listing = json!({
        "columns": columns, "rows": rows, "filters": [], "query": null, "pager": pager,
        "total": total, "new_url": null, "empty_text": staff.t("withholdings-empty"),
        "lead": staff.t("withholdings-lead"), "tabs": tabs(&staff, "/withholdings"),
    });
    let title = staff.t("withholdings-title");
    staff.page("listing/index.html", json!({ "title": title, "listing": listing }))
}
