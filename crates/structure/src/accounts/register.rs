//! The register of accounts, for the system administrator.

use platform::Time;
use serde::Deserialize;
use serde_json::{Value, json};
use web::Answer;
use web::extract::Query;

use super::listing::{Listing, PAGE, Paging, heads};
use super::model::AccountState;
use super::store::{AccountFilter, AccountLine, find_accounts};
use crate::staff::Staff;

/// Columns of the list.
const COLUMNS: &[&str] = &[
    "account-name",
    "account-login",
    "account-unit",
    "account-second-factor",
    "account-state",
    "account-last-sign-in",
];

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
    let columns = heads(&staff, COLUMNS);
    let listing = Listing {
        total,
        pager: Some(paging.pager(total, &format!("/accounts?{}", query_of(&asked)))?),
        filters: vec![unit_filter(&staff, &asked), state_filter(&staff, &asked)],
        query: Some(asked.q),
        new_url: Some("/accounts/new"),
        new_label: Some(staff.t("account-new")),
        lead: Some(staff.t("account-lead")),
        ..Listing::of(columns, rows, staff.t("account-none"))
    };
    listing.page(&staff, "account-register")
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
        dormant_since: (asked.state == "dormant").then(|| staff.app.clock().now().plus_days(-days)),
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
