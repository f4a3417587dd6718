//! The register of proposals, and the form of a proposal's own words.

use http::StatusCode;
use serde::Deserialize;
use serde_json::{Value, json};
use structure::fields::{Field, form_context};
use structure::sessions::OwnForm;
use structure::{Right, Staff};
use web::extract::{Path, Query};
use web::{Answer, FieldError, FormData, FormState, Pager, Refusal};

use super::acts;
use super::console::{good, seen, url_of};
use super::model::ProposalForm;
use super::store::within;

/// Rows on a page.
const SIZE: u64 = 30;

/// What the list's address asks for.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub(super) struct Asked {
    page: Option<u64>,
    site: String,
}

/// `GET /column-proposals`
pub(super) async fn index(staff: Staff, Query(asked): Query<Asked>) -> Answer {
    let number = asked.page.unwrap_or(1).max(1);
    let offset = i64::try_from((number - 1).saturating_mul(SIZE)).unwrap_or(0);
    let scope = staff.scope(Right::ProposeColumns);
    let size = i64::try_from(SIZE).unwrap_or(30);
    let (proposals, total) = within(&staff.app.db, &scope, (size, offset)).await?;
    let tree = staff.app.tree();
    let rows: Vec<Value> = proposals
        .iter()
        .map(|one| {
            let unit = tree.unit(one.unit_id).map_or("", |unit| &unit.name);
            let site = tree.site(one.site_id).map_or("", |site| &site.name);
            let when = one.carried_out_at.or(one.submitted_at).unwrap_or(one.created_at);
            json!({ "url": url_of(one.id), "actions": [], "cells": [
                { "text": one.title, "sub": site }, unit,
                { "badge": staff.t(&one.state.key()), "tone": one.state.tone() },
                one.effective_on.map(|day| day.to_string()), when.minute(),
            ] })
        })
        .collect();
    let total = u64::try_from(total).unwrap_or(0);
    let pager = Pager::new(number, total, SIZE, |page| format!("/column-proposals?page={page}"))?;
    let columns = ["title", "unit", "state", "day", "at"].map(|name| {
        json!({ "name": name, "label": staff.t(&format!("proposal-{name}")), "sort_url": null,
            "sorted": null })
    });
    let listing = json!({
        "columns": columns, "rows": rows, "filters": [], "query": null, "pager": pager,
        "total": total, "new_url": "/column-proposals/new",
        "new_label": staff.t("proposal-new"), "empty_text": staff.t("proposals-empty"),
        "lead": staff.t("proposals-lead"),
    });
    let title = staff.t("proposals-title");
    staff.page("listing/index.html", json!({ "title": title, "listing": listing }))
}

/// Units in whose name this person may propose.
fn own_units(staff: &Staff) -> Vec<(String, String)> {
    let tree = staff.app.tree();
    let may = |id| staff.rights.covers_unit(Right::ProposeColumns, id);
    let units = tree.units().iter().filter(|unit| may(unit.id));
    units.map(|unit| (unit.code.clone(), unit.name.clone())).collect()
}

fn words_form(
    staff: &Staff,
    status: StatusCode,
    (action, cancel): (&str, &str),
    state: &FormState,
) -> Answer {
    let tree = staff.app.tree();
    let sites = tree.sites().iter().map(|site| (site.code.clone(), site.name.clone()));
    let field = |kind: &str, name: &str| {
        Field::new(staff, kind, name, &format!("proposal-{}", name.replace('_', "-")))
    };
    let mut fields = vec![
        field("text", "title").required(),
        field("textarea", "reason").required(),
        field("date", "effective_on"),
    ];
    if action == "/column-proposals" {
        fields.push(field("select", "site").options(sites).required());
        fields.push(field("select", "unit").options(own_units(staff)).required());
    }
    let (fields, errors) = form_context(staff, fields, state);
    let title = staff.t("proposal-new");
    let context = json!({
        "title": title, "form_title": title, "lead": staff.t("proposal-new-lead"),
        "action": action, "cancel_url": cancel, "submit_label": staff.t("proposal-go-on"),
        "errors": errors, "fields": fields, "groups": [], "actions": [],
    });
    staff.page_with(status, "form/edit.html", context)
}

/// `GET /column-proposals/new`
pub(super) async fn new(staff: Staff, Query(asked): Query<Asked>) -> Answer {
    let mut values = FormData::default();
    let tree = staff.app.tree();
    let site = tree.site_by_code(&asked.site).or(tree.main_site());
    values.push("site", site.map_or("", |site| site.code.as_str()));
    let own = staff.account.unit_id.and_then(|id| tree.unit(id));
    values.push("unit", own.map_or("", |unit| unit.code.as_str()));
    let at = ("/column-proposals", "/column-proposals");
    words_form(&staff, StatusCode::OK, at, &FormState::of(values))
}

fn missing(name: &str) -> &'static str {
    if name == "title" { "proposal-title-missing" } else { "proposal-reason-missing" }
}

/// Title, reason and day, or what is wrong with them.
fn words_of(data: &FormData) -> Result<(String, String, Option<chrono::NaiveDate>), FormState> {
    let mut errors = Vec::new();
    let mut needed = |name: &'static str, most: usize| {
        let text = data.get(name).trim().to_owned();
        if text.is_empty() {
            errors.push(FieldError::new(name, missing(name)));
        } else if text.chars().count() > most {
            errors.push(FieldError::new(name, "proposal-too-long"));
        }
        text
    };
    let (title, reason) = (needed("title", 100), needed("reason", 5_000));
    let typed = data.get("effective_on").trim();
    let day = platform::clock::parse_day(typed);
    if day.is_none() && !typed.is_empty() {
        errors.push(FieldError::new("effective_on", "document-field-date"));
    }
    if errors.is_empty() {
        Ok((title, reason, day))
    } else {
        Err(FormState { values: data.clone(), errors })
    }
}

/// `POST /column-proposals`
pub(super) async fn create(staff: Staff, OwnForm(data): OwnForm) -> Answer {
    let tree = staff.app.tree();
    let at = ("/column-proposals", "/column-proposals");
    let site = tree.site_by_code(data.get("site")).ok_or_else(Refusal::bad_request)?;
    let unit = tree.unit_by_code(data.get("unit")).map(|unit| unit.id);
    let may = unit.filter(|unit| staff.rights.covers_unit(Right::ProposeColumns, *unit));
    let read = match (words_of(&data), may) {
        (Ok(read), Some(unit)) => Ok((read, unit)),
        (Ok(_), None) => {
            let errors = vec![FieldError::new("unit", "column-unit-missing")];
            Err(FormState { values: data.clone(), errors })
        }
        (Err(state), _) => Err(state),
    };
    let ((title, reason, effective_on), unit) = match read {
        Ok(read) => read,
        Err(state) => return words_form(&staff, StatusCode::UNPROCESSABLE_ENTITY, at, &state),
    };
    let form = ProposalForm { site: site.id, unit, title, reason, effective_on };
    let (id, seq) = good(acts::propose(&staff.app, staff.id(), &form).await, "/column-proposals")?;
    staff.app.settled(seq).await;
    staff.done(&url_of(id), "proposal-begun")
}

/// `GET /column-proposals/{id}/edit`
pub(super) async fn edit(staff: Staff, Path(id): Path<String>) -> Answer {
    let proposal = seen(&staff, &id).await?;
    let mut values = FormData::default();
    values.push("title", proposal.title.as_str());
    values.push("reason", proposal.reason.as_str());
    let day = proposal.effective_on.map(|day| day.to_string()).unwrap_or_default();
    values.push("effective_on", day);
    let url = url_of(proposal.id);
    words_form(&staff, StatusCode::OK, (&url, &url), &FormState::of(values))
}

/// `POST /column-proposals/{id}`
pub(super) async fn update(staff: Staff, Path(id): Path<String>, OwnForm(data): OwnForm) -> Answer {
    let proposal = seen(&staff, &id).await?;
    let url = url_of(proposal.id);
    let (title, reason, effective_on) = match words_of(&data) {
        Ok(read) => read,
        Err(state) => {
            let status = StatusCode::UNPROCESSABLE_ENTITY;
            return words_form(&staff, status, (&url, &url), &state);
        }
    };
    let (site, unit) = (proposal.site_id, proposal.unit_id);
    let form = ProposalForm { site, unit, title, reason, effective_on };
    good(acts::reword(&staff.app, staff.id(), proposal.id, form).await, &url)?;
    staff.done(&url, "proposal-saved")
}
