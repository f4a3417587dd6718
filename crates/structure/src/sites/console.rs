//! The register of sites.

use http::StatusCode;
use serde_json::{Value, json};
use web::extract::Path;
use web::form_data::FormData;
use web::forms::FormState;
use web::{Answer, FieldError, Refusal};

use super::model::{Site, SiteForm, SiteRefusal};
use super::store::{add_site, change_site};
use crate::fields::{Field, form_context};
use crate::sessions::OwnForm;
use crate::staff::Staff;

/// Accent colours of the default theme (`themes/default/theme.toml`).
const ACCENTS: &[&str] = &["vermilion", "indigo", "pine", "teal", "ochre", "plum", "ink"];

/// Fields of the form in their order; the first two are needed. What the register of identities
/// 网站标识登记 keeps is not among them.
const FIELDS: &[&str] =
    &["name", "short_name", "path_prefix", "description", "keywords", "position"];
/// What is said once, when a site is new: where it answers, and who it is.
const ONCE: &[&str] = &["code", "domain", "site_id_code"];

/// `GET /sites`
pub async fn index(staff: Staff) -> Answer {
    let tree = staff.app.tree();
    let rows: Vec<Value> = tree
        .sites()
        .iter()
        .map(|site| {
            let place = format!("{}{}", site.domain, site.path_prefix);
            json!({
                "url": format!("/sites/{}", site.code),
                "cells": [site.name, place, site.idn_domain, site.site_id_code],
            })
        })
        .collect();
    let columns: Vec<Value> = ["name", "place", "idn-domain", "site-id-code"]
        .iter()
        .map(|name| {
            let label = staff.t(&format!("site-register-{name}"));
            json!({ "name": name, "label": label, "sort_url": null, "sorted": null })
        })
        .collect();
    let listing = json!({
        "columns": columns, "rows": rows, "filters": [], "query": null, "pager": null,
        "total": rows.len(), "new_url": "/sites/new", "empty_text": staff.t("site-register-none"),
    });
    let title = staff.t("site-register");
    staff.page("listing/index.html", json!({ "title": title, "listing": listing }))
}

/// `GET /sites/new`
pub async fn new(staff: Staff) -> Answer {
    let mut values = FormData::default();
    values.push("accent", "indigo");
    if let Some(main) = staff.app.tree().main_site() {
        values.push("domain", main.domain.as_str());
        values.push("site_id_code", main.site_id_code.as_str());
    }
    form(&staff, StatusCode::OK, None, &FormState::of(values))
}

/// `POST /sites`
pub async fn create(staff: Staff, OwnForm(data): OwnForm) -> Answer {
    let site = match read(&staff, None, &data) {
        Ok(site) => site,
        Err(state) => return form(&staff, StatusCode::UNPROCESSABLE_ENTITY, None, &state),
    };
    let (_, seq) = add_site(&staff.app.db, staff.actor(), &site).await?;
    staff.app.settled(seq).await;
    staff.done("/sites", "site-register-added")
}

/// `GET /sites/{code}`
pub async fn edit(staff: Staff, Path(code): Path<String>) -> Answer {
    let tree = staff.app.tree();
    let site = tree.site_by_code(&code).ok_or_else(Refusal::not_found)?;
    let mut values = FormData::default();
    let stored = serde_json::to_value(site).unwrap_or_default();
    for name in FIELDS.iter().chain(&["accent", "theme"]) {
        let value = match stored.get(*name).unwrap_or(&Value::Null) {
            Value::String(text) => text.clone(),
            other => other.to_string(),
        };
        values.push(*name, value);
    }
    form(&staff, StatusCode::OK, Some(site), &FormState::of(values))
}

/// `POST /sites/{code}`
pub async fn update(staff: Staff, Path(code): Path<String>, OwnForm(data): OwnForm) -> Answer {
    let tree = staff.app.tree();
    let site = tree.site_by_code(&code).ok_or_else(Refusal::not_found)?;
    let changed = match read(&staff, Some(site), &data) {
        Ok(changed) => changed,
        Err(state) => return form(&staff, StatusCode::UNPROCESSABLE_ENTITY, Some(site), &state),
    };
    let seq = change_site(&staff.app.db, staff.actor(), site.id, &changed).await?;
    staff.app.settled(seq).await;
    staff.done("/sites", "site-register-changed")
}

fn read(staff: &Staff, site: Option<&Site>, data: &FormData) -> Result<SiteForm, FormState> {
    let text = |name: &str| data.get(name).trim().to_owned();
    let form = SiteForm {
        name: text("name"),
        short_name: text("short_name"),
        path_prefix: text("path_prefix"),
        description: text("description"),
        keywords: text("keywords"),
        accent: ACCENTS.iter().find(|a| **a == data.get("accent")).unwrap_or(&"indigo").to_string(),
        position: data.get("position").trim().parse().unwrap_or(0),
        theme: theme_of(staff, site, data),
        ..match site {
            Some(site) => SiteForm::from(site.clone()),
            None => SiteForm {
                code: text("code"),
                domain: text("domain").to_lowercase(),
                site_id_code: text("site_id_code"),
                ..SiteForm::default()
            },
        }
    };
    let tree = staff.app.tree();
    let mut errors: Vec<FieldError> = form
        .problems(tree.sites())
        .into_iter()
        .map(|(field, refusal)| FieldError::new(field, refusal.key()))
        .collect();
    let fresh = site.is_none();
    if fresh && (!crate::columns::is_segment(&form.code) || tree.site_by_code(&form.code).is_some())
    {
        errors.push(FieldError::new("code", "site-register-code-impossible"));
    }
    if errors.is_empty() { Ok(form) } else { Err(FormState { values: data.clone(), errors }) }
}

/// The theme that was chosen, if it is there; otherwise the one that the site has.
fn theme_of(staff: &Staff, site: Option<&Site>, data: &FormData) -> String {
    let chosen = staff.app.themes.names().into_iter().find(|name| name == data.get("theme"));
    let kept = site.map_or_else(|| "default".to_owned(), |site| site.theme.clone());
    chosen.unwrap_or(kept)
}

fn form(staff: &Staff, status: StatusCode, site: Option<&Site>, state: &FormState) -> Answer {
    let once = ONCE.iter().filter(|_| site.is_none()).map(|name| (name, true));
    let always = FIELDS.iter().enumerate().map(|(at, name)| (name, at < 2));
    let mut fields: Vec<Field> = once
        .chain(always)
        .map(|(name, needed)| {
            let kind = if *name == "description" { "textarea" } else { "text" };
            let key = format!("site-register-{}", name.replace('_', "-"));
            let field = Field::new(staff, kind, name, &key);
            if needed { field.required() } else { field }
        })
        .collect();
    let accents = ACCENTS
        .iter()
        .map(|accent| ((*accent).to_owned(), staff.t(&format!("site-register-accent-{accent}"))));
    fields.push(Field::new(staff, "select", "accent", "site-register-accent").options(accents));
    let themes = staff.app.themes.names();
    if themes.len() > 1 {
        let named = themes.into_iter().map(|name| {
            let default = name == "default";
            let label = if default { staff.t("site-register-theme-default") } else { name.clone() };
            (name, label)
        });
        fields.push(Field::new(staff, "select", "theme", "site-register-theme").options(named));
    }
    let (fields, errors) = form_context(staff, fields, state);
    let title = staff.t(if site.is_some() { "site-register-edit" } else { "site-register-new" });
    let action = site.map_or_else(|| "/sites".to_owned(), |site| format!("/sites/{}", site.code));
    let lead = site.map(|_| staff.t("site-register-identity-lead"));
    let context = json!({
        "title": title, "form_title": title, "lead": lead, "action": action,
        "cancel_url": "/sites", "submit_label": staff.t("form-save"), "errors": errors,
        "fields": fields, "groups": [], "actions": [],
    });
    staff.page_with(status, "form/edit.html", context)
}

impl SiteRefusal {
    fn key(self) -> &'static str {
        match self {
            Self::NameMissing => "site-register-name-missing",
            Self::SiteCodeNotTenDigits => "site-register-code-not-ten-digits",
            Self::PrefixNotAPath => "site-register-prefix-not-a-path",
            Self::PlaceTaken => "site-register-place-taken",
        }
    }
}
