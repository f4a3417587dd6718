//! The register of accounts, for the system administrator.

use http::StatusCode;
use platform::Time;
use serde::Deserialize;
use serde_json::{Value, json};
use web::extract::{Path, Query};
use web::form_data::FormData;
use web::forms::{FormState, form_values};
use web::{Answer, Error, FieldError, Message, Refusal};

use super::account_page::show_page;
use super::listing::{Listing, PAGE, Paging, heads};
use super::model::{Account, AccountForm, AccountRefusal, AccountState};
use super::store::{
    AccountFilter, AccountLine, account_by_login, change_account, create_account, find_accounts,
};
use crate::app::App;
use crate::fields::{Field, form_context};
use crate::ids::UnitId;
use crate::sessions::OwnForm;
use crate::sign_in::OneTimePassword;
use crate::staff::Staff;

/// What the register is asked for.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default)]
pub(crate) struct Asked {
    pub(crate) q: String,
    pub(crate) unit: String,
    pub(crate) state: String,
    pub(crate) page: Option<i64>,
}

/// `GET /accounts`
pub(crate) async fn index(staff: Staff, Query(asked): Query<Asked>) -> Answer {
    let paging = Paging::of(asked.page);
    let filter = filter(&staff, &asked);
    let (lines, total) = find_accounts(&staff.app.db, &filter, (paging.offset(), PAGE)).await?;
    let rows: Vec<Value> = lines.iter().map(|line| row(&staff, line)).collect();
    let columns = heads(&staff, &["account-name", "account-login", "account-unit",
        "account-second-factor", "account-state", "account-last-sign-in"]);
    let listing = Listing {
        total,
        pager: paging.pager(total, &format!("/accounts?{}", query_of(&asked))),
        filters: vec![unit_filter(&staff, &asked), state_filter(&staff, &asked)],
        query: Some(asked.q),
        new_url: Some("/accounts/new"),
        new_label: Some(staff.t("account-new")),
        lead: Some(staff.t("account-lead")),
        ..Listing::of(columns, rows, staff.t("account-none"))
    };
    let title = staff.t("account-register");
    staff.page("listing/index.html", json!({ "title": title, "listing": listing }))
}

fn filter(staff: &Staff, asked: &Asked) -> AccountFilter {
    let days = staff.app.settings.sign_in.dormant_days;
    let state = |word: &str| match word {
        "active" => Some(AccountState::Active),
        "disabled" => Some(AccountState::Disabled),
        _ => None,
    };
    AccountFilter {
        q: asked.q.clone(),
        unit: staff.app.tree().unit_by_code(&asked.unit).map(|unit| unit.id),
        state: state(&asked.state),
        dormant_since: (asked.state == "dormant")
            .then(|| staff.app.clock().now().plus_days(-days)),
    }
}

/// The query of the register as asked, ready for a page's number.
pub(crate) fn query_of(asked: &Asked) -> String {
    let encode = web::template_functions::query_encode;
    let asked = [("q", &asked.q), ("unit", &asked.unit), ("state", &asked.state)];
    let given = asked.into_iter().filter(|(_, value)| !value.is_empty());
    let parts: Vec<String> =
        given.map(|(name, value)| format!("{name}={}&", encode(value))).collect();
    parts.concat()
}

fn unit_filter(staff: &Staff, asked: &Asked) -> Value {
    let none = asked.unit.is_empty();
    let all = json!({ "value": "", "label": staff.t("account-all-units"), "selected": none });
    let units = staff.app.tree();
    let units = units.units().iter().map(|unit| {
        let selected = unit.code == asked.unit;
        json!({ "value": unit.code, "label": unit.name, "selected": selected })
    });
    let options: Vec<Value> = std::iter::once(all).chain(units).collect();
    json!({ "name": "unit", "label": staff.t("account-unit"), "options": options })
}

fn state_filter(staff: &Staff, asked: &Asked) -> Value {
    let words = [
        ("", "account-all-states"),
        ("active", "account-state-active"),
        ("disabled", "account-state-disabled"),
        ("dormant", "account-state-dormant"),
    ];
    let options = words.map(|(word, key)| {
        json!({ "value": word, "label": staff.t(key), "selected": word == asked.state })
    });
    json!({ "name": "state", "label": staff.t("account-state"), "options": options })
}

fn row(staff: &Staff, line: &AccountLine) -> Value {
    let tree = staff.app.tree();
    let unit = line.unit_id.and_then(|id| tree.unit(id)).map_or("", |unit| &unit.name);
    let office = line.administrator.map(|kind| staff.t(&office_key(kind)));
    json!({
        "url": format!("/accounts/{}", line.login),
        "cells": [
            { "text": line.name, "sub": office },
            line.login,
            unit,
            factor_badge(staff, line.totp_confirmed_at),
            state_badge(staff, line.state),
            line.last_sign_in_at.map(Time::minute),
        ],
        "actions": [],
    })
}

/// The key of an administrator's name.
pub(crate) fn office_key(kind: crate::rights::Administrator) -> String {
    format!("administrator-{}", kind.word())
}

fn factor_badge(staff: &Staff, confirmed: Option<Time>) -> Value {
    match confirmed {
        Some(_) => json!({ "badge": staff.t("account-factor-on"), "tone": "good" }),
        None => json!({ "badge": staff.t("account-factor-off"), "tone": null }),
    }
}

/// Whether somebody may sign in, as a badge.
pub(crate) fn state_badge(staff: &Staff, state: AccountState) -> Value {
    let (name, tone) = state_words(staff, state);
    json!({ "badge": name, "tone": tone })
}

/// Whether somebody may sign in: word and colour.
pub(crate) fn state_words(staff: &Staff, state: AccountState) -> (String, &'static str) {
    let tone = if state == AccountState::Active { "good" } else { "danger" };
    (staff.t(&format!("account-state-{}", state.word())), tone)
}

/// `GET /accounts/new`
pub(crate) async fn new(staff: Staff) -> Answer {
    form(&staff, StatusCode::OK, None, &FormState::default())
}

/// `POST /accounts`: the one-time password is shown on the answer itself, once, and kept nowhere.
pub(crate) async fn create(staff: Staff, OwnForm(data): OwnForm) -> Answer {
    let (read, unit) = match read(&staff, None, &data).await? {
        Ok(good) => good,
        Err(state) => return form(&staff, StatusCode::UNPROCESSABLE_ENTITY, None, &state),
    };
    let (password, stored) = OneTimePassword::stored(&staff.app.settings.sign_in).await?;
    let made =
        create_account(&staff.app.db, staff.actor(), &read, (unit, None), stored).await?;
    let (_, seq) = made.map_err(refuse)?;
    staff.app.settled(seq).await;
    let account = named(&staff.app, &read.login).await?;
    let said = Message::new("account-created").with("password", password.reveal().to_owned());
    show_page(&staff, &account, Some(said)).await
}

/// `GET /accounts/{login}`
pub(crate) async fn show(staff: Staff, Path(login): Path<String>) -> Answer {
    let account = named(&staff.app, &login).await?;
    show_page(&staff, &account, None).await
}

/// `GET /accounts/{login}/edit`
pub(crate) async fn edit(staff: Staff, Path(login): Path<String>) -> Answer {
    let account = named(&staff.app, &login).await?;
    let tree = staff.app.tree();
    let unit = account.unit_id.and_then(|id| tree.unit(id)).map_or("", |unit| &unit.code);
    let values = form_values([("name", account.name.as_str()), ("unit", unit)]);
    form(&staff, StatusCode::OK, Some(&account), &FormState::of(values))
}

/// `POST /accounts/{login}`
pub(crate) async fn update(
    staff: Staff,
    Path(login): Path<String>,
    OwnForm(data): OwnForm,
) -> Answer {
    let account = named(&staff.app, &login).await?;
    let (read, unit) = match read(&staff, Some(&account), &data).await? {
        Ok(good) => good,
        Err(state) => {
            return form(&staff, StatusCode::UNPROCESSABLE_ENTITY, Some(&account), &state);
        }
    };
    let seq = change_account(&staff.app.db, staff.actor(), account.id, &read, unit).await?;
    staff.app.settled(seq).await;
    staff.done(&format!("/accounts/{login}"), "account-changed")
}

/// What was typed, or everything wrong with it.
async fn read(
    staff: &Staff,
    account: Option<&Account>,
    data: &FormData,
) -> Result<Result<(AccountForm, Option<UnitId>), FormState>, Error> {
    let login = account.map_or(data.get("login"), |account| &account.login);
    let form = AccountForm {
        login: login.to_owned(),
        name: data.get("name").to_owned(),
        unit: data.get("unit").to_owned(),
    }
    .tidy();
    let taken = account.is_none() && account_by_login(&staff.app.db, &form.login).await?.is_some();
    let unit = staff.app.tree().unit_by_code(&form.unit).map(|unit| unit.id);
    let office = account.is_some_and(|account| account.administrator.is_some());
    let unit_known = unit.is_some() || (office && form.unit.is_empty());
    let errors: Vec<FieldError> = form
        .problems(taken, unit_known)
        .into_iter()
        .map(|(field, refusal)| FieldError::new(field, refusal.key()))
        .collect();
    let good = errors.is_empty();
    Ok(if good { Ok((form, unit)) } else { Err(FormState { values: data.clone(), errors }) })
}

fn form(
    staff: &Staff,
    status: StatusCode,
    account: Option<&Account>,
    state: &FormState,
) -> Answer {
    let tree = staff.app.tree();
    let none = (String::new(), staff.t("account-choose-unit"));
    let units = tree.units().iter().map(|unit| (unit.code.clone(), unit.name.clone()));
    let field = |kind: &str, name: &str| Field::new(staff, kind, name, &format!("account-{name}"));
    let mut fields = vec![field("text", "name").required()];
    if account.is_none() {
        fields.push(field("text", "login").required());
    }
    fields.push(field("select", "unit").options(std::iter::once(none).chain(units)).required());
    let title = staff.t(if account.is_some() { "account-edit" } else { "account-new" });
    let url = account.map_or_else(|| "/accounts".into(), |one| format!("/accounts/{}", one.login));
    let lead = staff.t(if account.is_some() { "account-edit-lead" } else { "account-new-lead" });
    form_page(staff, status, FormPage { title, lead, action: &url, cancel: &url, fields, state })
}

/// A page with one form.
pub(crate) struct FormPage<'a> {
    pub(crate) title: String,
    pub(crate) lead: String,
    pub(crate) action: &'a str,
    pub(crate) cancel: &'a str,
    pub(crate) fields: Vec<Field>,
    pub(crate) state: &'a FormState,
}

/// Shows a page with one form.
pub(crate) fn form_page(staff: &Staff, status: StatusCode, page: FormPage<'_>) -> Answer {
    let submit = staff.t(if page.fields.is_empty() { "people-confirm" } else { "form-save" });
    let (fields, errors) = form_context(staff, page.fields, page.state);
    let context = json!({
        "title": page.title, "form_title": page.title, "lead": page.lead, "action": page.action,
        "cancel_url": page.cancel, "submit_label": submit, "errors": errors, "fields": fields,
        "groups": [], "actions": [],
    });
    staff.page_with(status, "form/edit.html", context)
}

/// A page that says what an act will do, and asks. The act's address is its word.
pub(crate) fn confirmation(
    staff: &Staff,
    account: &Account,
    act: &'static str,
    cancel: &str,
) -> Answer {
    let lead = Message::new(format!("{act}-lead")).with("name", account.name.clone());
    let page = FormPage {
        title: staff.t(act),
        lead: staff.app.messages.text(&lead),
        action: &format!("/accounts/{}/{act}", account.login),
        cancel,
        fields: Vec::new(),
        state: &FormState::default(),
    };
    form_page(staff, StatusCode::OK, page)
}

/// The account of a login.
pub(crate) async fn named(app: &App, login: &str) -> Result<Account, Error> {
    Ok(account_by_login(&app.db, login).await?.ok_or_else(Refusal::not_found)?)
}

/// A refusal outside a form.
pub(crate) fn refuse(refusal: AccountRefusal) -> Refusal {
    Refusal::conflict().kind("account").saying(refusal.key()).next("account-refused-next")
}

impl AccountRefusal {
    /// The key of its text.
    pub(crate) fn key(self) -> &'static str {
        match self {
            Self::LoginMalformed => "account-login-malformed",
            Self::LoginTaken => "account-login-taken",
            Self::Shared => "account-shared",
            Self::NameMissing => "account-name-missing",
            Self::NameTooLong => "account-name-too-long",
            Self::UnitUnknown => "account-unit-unknown",
            Self::ReasonMissing => "account-reason-missing",
            Self::OwnAccount => "account-own",
            Self::LastAdministrator => "account-last-administrator",
            Self::HasGrants => "account-has-grants",
            Self::OtherAdministrator => "account-other-administrator",
            Self::AdministratorPassword => "account-administrator-password",
        }
    }
}
