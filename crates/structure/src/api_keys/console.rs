//! The register of keys, for the system administrator.

use http::StatusCode;
use serde_json::{Value, json};
use web::extract::Path;
use web::form_data::FormData;
use web::forms::{FormState, form_values};
use web::{Answer, Error, FieldError, Refusal};

use super::model::{ApiKey, ApiKeyForm, ApiKeyRefusal, KeyUse, PresentedKey};
use super::store::{Issue, api_key, api_keys, issue_api_key, revoke_api_key};
use crate::accounts::form_page::{FormPage, form_page, refused};
use crate::accounts::listing::{Listing, heads};
use crate::fields::Field;
use crate::grants::reach::column_choices;
use crate::ids::{ApiKeyId, ColumnId};
use crate::sessions::OwnForm;
use crate::staff::Staff;

/// `GET /api-keys`
pub(crate) async fn index(staff: Staff) -> Answer {
    page(&staff, None).await
}

async fn page(staff: &Staff, issued: Option<(&str, &PresentedKey)>) -> Answer {
    let keys = api_keys(&staff.app.db).await?;
    let rows: Vec<Value> = keys.iter().map(|key| row(staff, key)).collect();
    let columns = heads(
        staff,
        &[
            "api-key-name",
            "api-key-prefix",
            "api-key-unit",
            "api-key-used-for",
            "api-key-column",
            "api-key-until",
            "api-key-state",
        ],
    );
    let listing = Listing {
        new_url: Some("/api-keys/new"),
        new_label: Some(staff.t("api-key-new")),
        ..Listing::of(columns, rows, staff.t("api-key-none"))
    };
    let new_key = issued.map(|(name, key)| json!({ "name": name, "secret": key.reveal() }));
    let title = staff.t("api-key-register");
    let context = json!({ "title": title, "listing": listing, "new_key": new_key });
    staff.page("api_keys/index.html", context)
}

fn row(staff: &Staff, key: &ApiKey) -> Value {
    let tree = staff.app.tree();
    let valid = key.is_valid(staff.app.clock().now());
    let unit = tree.unit(key.unit_id).map_or("", |unit| unit.name.as_str());
    let column = match key.column_id {
        Some(id) => tree.column(id).map(|column| column.name.clone()).unwrap_or_default(),
        None => staff.t("grant-all-columns"),
    };
    let column = if key.used_for == KeyUse::Documents { column } else { "—".to_owned() };
    let (word, tone) = match (key.revoked_at, valid) {
        (Some(_), _) => ("revoked", Value::Null),
        (None, true) => ("valid", json!("good")),
        (None, false) => ("expired", json!("warn")),
    };
    let act = json!({
        "name": staff.t("api-key-revoke"), "url": format!("/api-keys/{}/revocation", key.id),
        "method": "post", "tone": "danger", "confirm": staff.t("api-key-revoke-confirm"),
        "why_not": null,
    });
    json!({
        "url": null,
        "cells": [
            key.name, format!("wy_{}_…", key.prefix), unit,
            staff.t(key.used_for.key()), column, key.expires_at.date(),
            { "badge": staff.t(&format!("api-key-state-{word}")), "tone": tone },
        ],
        "actions": if valid { vec![act] } else { vec![] },
    })
}

/// `GET /api-keys/new`
pub(crate) async fn new(staff: Staff) -> Answer {
    let values = form_values([("days", "365"), ("column", "*"), ("used_for", "documents")]);
    form(&staff, StatusCode::OK, &FormState::of(values))
}

/// `POST /api-keys`: the key is shown on the answer itself, once, and kept nowhere.
pub(crate) async fn create(staff: Staff, OwnForm(data): OwnForm) -> Answer {
    let (name, key) = match issue(&staff, &data).await? {
        Ok(issued) => issued,
        Err(errors) => {
            let state = refused(data, errors);
            return form(&staff, StatusCode::UNPROCESSABLE_ENTITY, &state);
        }
    };
    page(&staff, Some((&name, &key))).await
}

/// Issues what the form asks for, or says everything that is wrong with it.
async fn issue(
    staff: &Staff,
    data: &FormData,
) -> Result<Result<(String, PresentedKey), Vec<FieldError>>, Error> {
    let text = |name: &str| data.get(name).trim().to_owned();
    let form = ApiKeyForm {
        name: text("name"),
        unit: text("unit"),
        used_for: text("used_for"),
        column: text("column"),
        days: text("days"),
    };
    let tree = staff.app.tree();
    let unit = tree.unit_by_code(&form.unit).map(|unit| unit.id);
    let column = form.column.parse().ok().and_then(|id| tree.column(ColumnId(id)));
    let problems = form.problems(unit.is_some(), column.is_some() || form.column == "*");
    let used_for = KeyUse::parse(&form.used_for);
    if let (true, Some(unit), Some(days), Some(used_for)) =
        (problems.is_empty(), unit, form.days(), used_for)
    {
        let issue = Issue {
            name: &form.name,
            used_for,
            unit,
            column: column.map(|column| column.id),
            expires_at: staff.app.clock().now().plus_days(days),
        };
        let (_, key) = issue_api_key(&staff.app.db, staff.actor(), issue).await?;
        return Ok(Ok((form.name, key)));
    }
    let errors = problems.into_iter().map(|(field, why)| FieldError::new(field, why.key()));
    Ok(Err(errors.collect()))
}

fn form(staff: &Staff, status: StatusCode, state: &FormState) -> Answer {
    let tree = staff.app.tree();
    let none = (String::new(), staff.t("account-choose-unit"));
    let units = tree.units().iter().map(|unit| (unit.code.clone(), unit.name.clone()));
    let columns = column_choices(staff);
    let uses = KeyUse::ALL.map(|one| (one.word().to_owned(), staff.t(one.key())));
    let field = |kind: &str, name: &str| {
        Field::new(staff, kind, name, &format!("api-key-{}", name.replace('_', "-")))
    };
    let page = FormPage {
        title: staff.t("api-key-new"),
        lead: staff.t("api-key-new-lead"),
        action: "/api-keys",
        cancel: "/api-keys",
        fields: vec![
            field("text", "name").required(),
            field("select", "unit").options(std::iter::once(none).chain(units)).required(),
            field("select", "used_for").options(uses).required(),
            field("select", "column").options(columns).required(),
            field("number", "days").required(),
        ],
        state,
    };
    form_page(staff, status, page)
}

/// `POST /api-keys/{id}/revocation`
pub(crate) async fn revoke(staff: Staff, Path(id): Path<i64>, _: OwnForm) -> Answer {
    let key = api_key(&staff.app.db, ApiKeyId(id)).await?.ok_or_else(Refusal::not_found)?;
    if key.revoked_at.is_none() {
        revoke_api_key(&staff.app.db, staff.actor(), &key).await?;
    }
    staff.done("/api-keys", "api-key-revoked")
}

impl ApiKeyRefusal {
    fn key(self) -> &'static str {
        match self {
            Self::NameMissing => "api-key-name-missing",
            Self::NameTooLong => "api-key-name-too-long",
            Self::UseUnknown => "api-key-use-missing",
            Self::UnitUnknown => "account-unit-unknown",
            Self::ColumnUnknown => "grant-column-missing",
            Self::DaysOutOfRange => "api-key-days-out-of-range",
        }
    }
}
