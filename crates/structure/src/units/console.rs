//! The register of units.

use http::StatusCode;
use serde_json::{Value, json};
use web::extract::Path;
use web::form_data::FormData;
use web::forms::FormState;
use web::{Answer, FieldError, Refusal};

use super::model::{Unit, UnitForm, UnitKind, UnitRefusal};
use super::store::{add_unit, change_unit};
use crate::fields::{Field, form_context};
use crate::ids::UnitId;
use crate::sessions::OwnForm;
use crate::staff::Staff;

/// `GET /units`
pub async fn index(staff: Staff) -> Answer {
    let tree = staff.app.tree();
    let rows: Vec<Value> = tree
        .units()
        .iter()
        .map(|unit| {
            let above = unit.parent_id.and_then(|id| tree.unit(id)).map_or("", |above| &above.name);
            json!({
                "url": format!("/units/{}", unit.code),
                "cells": [unit.name, kind_name(&staff, unit.kind), above, unit.code, unit.phone],
            })
        })
        .collect();
    let columns: Vec<Value> = ["name", "kind", "parent", "code", "phone"]
        .iter()
        .map(|name| {
            let label = staff.t(&format!("unit-{name}"));
            json!({ "name": name, "label": label, "sort_url": null, "sorted": null })
        })
        .collect();
    let listing = json!({
        "columns": columns, "rows": rows, "filters": [], "query": null, "pager": null,
        "total": rows.len(), "new_url": "/units/new", "empty_text": staff.t("unit-none"),
    });
    let title = staff.t("unit-register");
    staff.page("listing/index.html", json!({ "title": title, "listing": listing }))
}

/// `GET /units/new`
pub async fn new(staff: Staff) -> Answer {
    let mut values = FormData::default();
    values.push("kind", UnitKind::Department.word());
    form(&staff, StatusCode::OK, None, &FormState::of(values))
}

/// `POST /units`
pub async fn create(staff: Staff, OwnForm(data): OwnForm) -> Answer {
    let (form_read, parent) = match read(&staff, None, &data) {
        Ok(good) => good,
        Err(state) => return form(&staff, StatusCode::UNPROCESSABLE_ENTITY, None, &state),
    };
    let (_, seq) = add_unit(&staff.app.db, staff.actor(), &form_read, parent).await?;
    staff.app.settled(seq).await;
    staff.done("/units", "unit-added")
}

/// `GET /units/{code}`
pub async fn edit(staff: Staff, Path(code): Path<String>) -> Answer {
    let tree = staff.app.tree();
    let unit = tree.unit_by_code(&code).ok_or_else(Refusal::not_found)?;
    let above = unit.parent_id.and_then(|id| tree.unit(id)).map_or("", |above| &above.code);
    let mut values = FormData::default();
    let position = unit.position.to_string();
    for (name, value) in [
        ("code", unit.code.as_str()),
        ("name", &unit.name),
        ("full_name", &unit.full_name),
        ("short_name", &unit.short_name),
        ("parent", above),
        ("kind", unit.kind.word()),
        ("agency_word", &unit.agency_word),
        ("phone", &unit.phone),
        ("address", &unit.address),
        ("duties", &unit.duties),
        ("position", &position),
    ] {
        values.push(name, value);
    }
    form(&staff, StatusCode::OK, Some(unit), &FormState::of(values))
}

/// `POST /units/{code}`
pub async fn update(staff: Staff, Path(code): Path<String>, OwnForm(data): OwnForm) -> Answer {
    let tree = staff.app.tree();
    let unit = tree.unit_by_code(&code).ok_or_else(Refusal::not_found)?;
    let (form_read, parent) = match read(&staff, Some(unit), &data) {
        Ok(good) => good,
        Err(state) => return form(&staff, StatusCode::UNPROCESSABLE_ENTITY, Some(unit), &state),
    };
    let seq = change_unit(&staff.app.db, staff.actor(), unit.id, &form_read, parent).await?;
    staff.app.settled(seq).await;
    staff.done("/units", "unit-changed")
}

/// What was typed as a form, or everything wrong with it.
fn read(
    staff: &Staff,
    unit: Option<&Unit>,
    data: &FormData,
) -> Result<(UnitForm, Option<UnitId>), FormState> {
    let text = |name: &str| data.get(name).trim().to_owned();
    let kind = UnitKind::ALL.iter().copied().find(|kind| kind.word() == data.get("kind"));
    let form = UnitForm {
        code: text("code"),
        name: text("name"),
        full_name: text("full_name"),
        short_name: text("short_name"),
        parent: text("parent"),
        kind: kind.unwrap_or(UnitKind::Department),
        agency_word: text("agency_word"),
        phone: text("phone"),
        address: text("address"),
        duties: text("duties"),
        position: data.get("position").trim().parse().unwrap_or(0),
    };
    let tree = staff.app.tree();
    let mut errors = Vec::new();
    let mut refuse = |field: &'static str, refusal: UnitRefusal| {
        errors.push(FieldError::new(field, refusal.key()));
    };
    if !crate::columns::is_segment(&form.code) {
        refuse("code", UnitRefusal::CodeNotASlug);
    }
    let same = tree.unit_by_code(&form.code).map(|same| same.id);
    if same.is_some() && same != unit.map(|unit| unit.id) {
        refuse("code", UnitRefusal::CodeTaken);
    }
    if form.name.is_empty() || form.full_name.is_empty() {
        let field = if form.name.is_empty() { "name" } else { "full_name" };
        refuse(field, UnitRefusal::NameMissing);
    }
    let parent = tree.unit_by_code(&form.parent).map(|parent| parent.id);
    let below = unit.map(|unit| tree.unit_subtree(unit.id)).unwrap_or_default();
    let lost = parent.is_none() && !form.parent.is_empty();
    if lost || parent.is_some_and(|parent| below.contains(&parent.0)) {
        refuse("parent", UnitRefusal::ParentImpossible);
    }
    if errors.is_empty() {
        Ok((form, parent))
    } else {
        Err(FormState { values: data.clone(), errors })
    }
}

fn form(staff: &Staff, status: StatusCode, unit: Option<&Unit>, state: &FormState) -> Answer {
    let tree = staff.app.tree();
    let none = (String::new(), staff.t("unit-no-parent"));
    let parents = tree.units().iter().map(|unit| (unit.code.clone(), unit.name.clone()));
    let kinds = UnitKind::ALL.iter().map(|kind| (kind.word().to_owned(), kind_name(staff, *kind)));
    let field = |kind: &str, name: &str| {
        Field::new(staff, kind, name, &format!("unit-{}", name.replace('_', "-")))
    };
    let fields = vec![
        field("text", "name").required(),
        field("text", "full_name").required(),
        field("text", "short_name"),
        field("text", "code").required(),
        field("select", "kind").options(kinds).required(),
        field("select", "parent").options(std::iter::once(none).chain(parents)),
        field("text", "agency_word"),
        field("text", "phone"),
        field("text", "address"),
        field("textarea", "duties"),
        field("number", "position"),
    ];
    let (fields, errors) = form_context(staff, fields, state);
    let title = staff.t(if unit.is_some() { "unit-edit" } else { "unit-new" });
    let action = unit.map_or_else(|| "/units".to_owned(), |unit| format!("/units/{}", unit.code));
    let context = json!({
        "title": title, "form_title": title, "lead": null, "action": action,
        "cancel_url": "/units", "submit_label": staff.t("form-save"), "errors": errors,
        "fields": fields, "groups": [], "actions": [],
    });
    staff.page_with(status, "form/edit.html", context)
}

fn kind_name(staff: &Staff, kind: UnitKind) -> String {
    staff.t(&format!("unit-kind-{}", kind.word()))
}

impl UnitRefusal {
    fn key(self) -> &'static str {
        match self {
            Self::CodeNotASlug => "unit-code-not-a-slug",
            Self::CodeTaken => "unit-code-taken",
            Self::NameMissing => "unit-name-missing",
            Self::ParentImpossible => "unit-parent-impossible",
        }
    }
}
