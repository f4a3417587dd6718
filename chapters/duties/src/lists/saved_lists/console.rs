//! The rooms of kept lists.

use serde_json::{Value, json};
use structure::sessions::OwnForm;
use structure::{Staff, UnitId};
use web::extract::Path;
use web::{Answer, Error, Refusal};

use super::store::{MOST, SavedList, forget, keep, of};
use crate::lists::asked::Asked;

/// Characters of a name.
const LONGEST: usize = 30;

async fn seen(staff: &Staff) -> Result<Vec<SavedList>, Error> {
    Ok(of(&staff.app.db, staff.id(), staff.account.unit_id).await?)
}

/// The kept lists beside the list itself.
pub(crate) async fn beside(staff: &Staff, asked: &Asked) -> Result<Vec<Value>, Error> {
    let now = asked.filters();
    let one = |list: &SavedList| {
        json!({
            "name": list.name, "url": list.url(), "current": list.filters == now,
            "shared": list.unit_id.is_some(),
        })
    };
    Ok(seen(staff).await?.iter().map(one).collect())
}

/// `GET /saved-lists`: to look through and remove.
pub(crate) async fn index(staff: Staff) -> Answer {
    let lists = seen(&staff).await?;
    let tree = staff.app.tree();
    let unit_name = |id: UnitId| tree.unit(id).map(|unit| unit.name.clone()).unwrap_or_default();
    let row = |list: &SavedList| {
        let own = list.account_id == staff.id();
        let whom = list.unit_id.map_or_else(|| staff.t("saved-list-own"), unit_name);
        let remove = json!({
            "name": staff.t("saved-list-remove"), "method": "post", "tone": "danger",
            "url": format!("/saved-lists/{}/removal", list.id), "why_not": null,
            "confirm": staff.t("saved-list-remove-confirm"),
        });
        let actions: Vec<Value> = own.then_some(remove).into_iter().collect();
        json!({
            "url": list.url(), "cells": [{ "text": list.name }, whom, list.created_at.minute()],
            "actions": actions,
        })
    };
    let rows: Vec<Value> = lists.iter().map(row).collect();
    let head =
        |key: &str| json!({ "name": key, "label": staff.t(key), "sort_url": null, "sorted": null });
    let title = staff.t("saved-lists-title");
    let heads = ["saved-list-name", "saved-list-for", "saved-list-since"].map(head);
    let listing = json!({
        "columns": heads,
        "rows": rows, "filters": [], "query": null, "pager": null, "total": lists.len(),
        "new_url": null, "empty_text": staff.t("saved-lists-empty"),
        "lead": staff.t("saved-lists-lead"), "actions": [], "has_actions": true,
    });
    let crumbs = json!([{ "name": staff.t("console-desk"), "url": "/" },
        { "name": staff.t("documents-all"), "url": "/documents" }, { "name": title, "url": null }]);
    let context = json!({ "title": title, "breadcrumb": crumbs, "listing": listing });
    staff.page("listing/index.html", context)
}

/// `POST /saved-lists`
pub(crate) async fn create(staff: Staff, OwnForm(data): OwnForm) -> Answer {
    let asked = Asked::of_form(&data);
    let (back, filters) = (asked.url(1), asked.filters());
    let refused = |key: &'static str| {
        Error::from(Refusal::conflict().saying(key).link(&back, "saved-list-back"))
    };
    let name = data.get("name").trim();
    if name.is_empty() || name.chars().count() > LONGEST || name.chars().any(char::is_control) {
        return Err(refused("saved-list-name-wrong"));
    }
    if filters.is_empty() {
        return Err(refused("saved-list-not-narrowed"));
    }
    let own = seen(&staff).await?.into_iter().filter(|list| list.account_id == staff.id());
    if own.count() >= MOST {
        return Err(refused("saved-list-too-many"));
    }
    let unit = staff.account.unit_id.filter(|_| data.get("shared") == "yes");
    keep(&staff.app.db, staff.id(), (name, &filters), unit).await?;
    staff.done(&back, "saved-list-kept")
}

/// `POST /saved-lists/{id}/removal`: by whoever keeps it.
pub(crate) async fn remove(staff: Staff, Path(id): Path<i64>, _: OwnForm) -> Answer {
    let lists = seen(&staff).await?;
    let own = lists.iter().find(|list| list.id == id && list.account_id == staff.id());
    let list = own.ok_or_else(Refusal::not_found)?;
    forget(&staff.app.db, staff.id(), list).await?;
    staff.done("/saved-lists", "saved-list-removed")
}
