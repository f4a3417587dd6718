//! Grants, for the security administrator: who holds which role for which unit and column.

use std::collections::HashMap;

use http::StatusCode;
use serde_json::{Value, json};
use web::extract::{Path, Query};
use web::form_data::FormData;
use web::forms::FormState;
use web::{Answer, Error, FieldError, Refusal};

use super::model::{Grant, GrantRefusal, Reach};
use super::reach::{column_options, describe, unit_options};
use super::store::{add_grant, all_grants, grant, remove_grant};
use crate::accounts::account_page::page_of;
use crate::accounts::console::named;
use crate::accounts::form_page::refused;
use crate::accounts::listing::{Listing, PAGE, Paging, heads};
use crate::accounts::register::{Asked, office_key, query_of, state_badge};
use crate::accounts::{Account, AccountFilter, AccountLine, account, all_accounts, find_accounts};
use crate::ids::{AccountId, ColumnId, GrantId};
use crate::rights::{Right, Role};
use crate::sessions::OwnForm;
use crate::staff::Staff;

/// Columns of the list.
const COLUMNS: &[&str] =
    &["account-name", "account-login", "account-unit", "grant-roles", "account-state"];

/// `GET /grants`
pub(crate) async fn index(staff: Staff, Query(asked): Query<Asked>) -> Answer {
    let paging = Paging::of(asked.page);
    let filter = AccountFilter { q: asked.q.clone(), ..AccountFilter::default() };
    let (lines, total) = find_accounts(&staff.app.db, &filter, (paging.offset(), PAGE)).await?;
    let held = held_roles(&staff).await?;
    let none = Vec::new();
    let rows: Vec<Value> =
        lines.iter().map(|line| row(&staff, line, held.get(&line.id).unwrap_or(&none))).collect();
    let columns = heads(&staff, COLUMNS);
    let listing = Listing {
        total,
        pager: Some(paging.pager(total, &format!("/grants?{}", query_of(&asked)))?),
        query: Some(asked.q),
        lead: Some(staff.t("grant-lead")),
        ..Listing::of(columns, rows, staff.t("account-none"))
    };
    listing.page(&staff, "grant-register")
}

/// The roles that each account holds, once per grant.
async fn held_roles(staff: &Staff) -> Result<HashMap<AccountId, Vec<Role>>, Error> {
    let mut held: HashMap<AccountId, Vec<Role>> = HashMap::new();
    for grant in all_grants(&staff.app.db).await? {
        held.entry(grant.account_id).or_default().push(grant.role);
    }
    Ok(held)
}

fn row(staff: &Staff, line: &AccountLine, held: &[Role]) -> Value {
    let tree = staff.app.tree();
    let unit = line.unit_id.and_then(|id| tree.unit(id)).map_or("", |unit| &unit.name);
    let names = Role::ALL.iter().filter(|role| held.contains(role)).map(|role| {
        let count = held.iter().filter(|one| *one == role).count();
        let name = staff.t(&role_key(*role));
        if count > 1 { format!("{name}×{count}") } else { name }
    });
    let office = line.administrator.map(|kind| staff.t(&office_key(kind)));
    let roles = office.into_iter().chain(names).collect::<Vec<_>>().join("、");
    json!({
        "url": format!("/accounts/{}/grants", line.login),
        "cells": [line.name, line.login, unit, roles, state_badge(staff, line.state)],
        "actions": [],
    })
}

/// The key of a role's name.
pub(crate) fn role_key(role: Role) -> String {
    format!("role-{}", role.word().replace('_', "-"))
}

/// Grants in words. Only the security administrator may take them away, and not his own.
pub(crate) async fn grant_rows(staff: &Staff, grants: &[Grant]) -> Result<Vec<Value>, Error> {
    let names: HashMap<AccountId, String> =
        all_accounts(&staff.app.db).await?.into_iter().map(|one| (one.id, one.name)).collect();
    let tree = staff.app.tree();
    let may = staff.rights.anywhere(Right::ManageGrants);
    let rows = grants.iter().map(|grant| {
        let (unit, column) = describe(staff, &tree, grant.reach());
        let by = grant.granted_by.and_then(|id| names.get(&id).cloned());
        json!({
            "role": staff.t(&role_key(grant.role)), "unit": unit, "column": column,
            "by": by.unwrap_or_else(|| staff.t("grant-by-installation")), "at": grant.granted_at,
            "revoke_url": may.then(|| format!("/grants/{}/revocation", grant.id)),
        })
    });
    Ok(rows.collect())
}

/// `GET /accounts/{login}/grants`
pub(crate) async fn show(staff: Staff, Path(login): Path<String>) -> Answer {
    let account = named(&staff.app, &login).await?;
    let mut data = FormData::default();
    data.push("below", "true");
    page(&staff, StatusCode::OK, &account, FormState::of(data)).await
}

/// `POST /accounts/{login}/grants`
pub(crate) async fn create(
    staff: Staff,
    Path(login): Path<String>,
    OwnForm(data): OwnForm,
) -> Answer {
    let account = named(&staff.app, &login).await?;
    let added = match read(&staff, &data) {
        Ok(reach) => add_grant(&staff.app.db, staff.actor(), account.id, reach)
            .await?
            .map_err(|refusal| vec![FieldError::new("role", refusal.key())]),
        Err(errors) => Err(errors),
    };
    match added {
        Ok((_, seq)) => {
            staff.app.settled(seq).await;
            staff.done(&format!("/accounts/{login}/grants"), "grant-added")
        }
        Err(errors) => {
            let state = refused(data, errors);
            page(&staff, StatusCode::UNPROCESSABLE_ENTITY, &account, state).await
        }
    }
}

/// What was chosen, or every choice that is missing.
fn read(staff: &Staff, data: &FormData) -> Result<Reach, Vec<FieldError>> {
    let tree = staff.app.tree();
    let role = Role::parse(data.get("role"));
    let unit = match data.get("unit") {
        "*" => Some(None),
        code => tree.unit_by_code(code).map(|unit| Some(unit.id)),
    };
    let column = match data.get("column") {
        "*" => Some(None),
        id => id.parse().ok().and_then(|id| tree.column(ColumnId(id))).map(|one| Some(one.id)),
    };
    if let (Some(role), Some(unit_id), Some(column_id)) = (role, unit, column) {
        return Ok(Reach { role, unit_id, column_id, below: data.has("below") });
    }
    let missing = [
        ("role", role.is_none(), "grant-role-missing"),
        ("unit", unit.is_none(), "grant-unit-missing"),
        ("column", column.is_none(), "grant-column-missing"),
    ];
    let missing = missing.into_iter().filter(|(_, missing, _)| *missing);
    Err(missing.map(|(field, _, key)| FieldError::new(field, key)).collect())
}

/// `POST /grants/{id}/revocation`
pub(crate) async fn revoke(staff: Staff, Path(id): Path<i64>, _: OwnForm) -> Answer {
    let held = grant(&staff.app.db, GrantId(id)).await?.ok_or_else(Refusal::not_found)?;
    let removed = remove_grant(&staff.app.db, staff.actor(), &held).await?;
    let seq = removed.map_err(|refusal| Refusal::conflict().kind("grant").saying(refusal.key()))?;
    staff.app.settled(seq).await;
    let holder = account(&staff.app.db, held.account_id).await?.ok_or_else(Refusal::not_found)?;
    staff.done(&format!("/accounts/{}/grants", holder.login), "grant-removed")
}

async fn page(staff: &Staff, status: StatusCode, account: &Account, state: FormState) -> Answer {
    let mut page = page_of(staff, account, acts(staff, account)).await?;
    if account.administrator.is_none() && account.id != staff.id() {
        let roles = Role::ALL
            .iter()
            .map(|role| json!({ "value": role.word(), "label": staff.t(&role_key(*role)) }));
        page.grant_form = Some(json!({
            "action": format!("/accounts/{}/grants", account.login),
            "roles": roles.collect::<Vec<_>>(),
            "units": unit_options(staff), "columns": column_options(staff),
        }));
    }
    page.form = state.shown(&staff.app.messages);
    staff.page_with(status, "accounts/show.html", page)
}

/// What the security administrator may do with an account, and what not and why.
fn acts(staff: &Staff, account: &Account) -> Vec<Value> {
    let own = (account.id == staff.id()).then(|| staff.t("account-own"));
    let act = |word: &str, key: &str, method: &str, confirm: Option<&str>| {
        json!({
            "name": staff.t(key), "url": format!("/accounts/{}/{word}", account.login),
            "method": method, "tone": "default", "confirm": confirm.map(|key| staff.t(key)),
            "why_not": own,
        })
    };
    let mut acts = vec![
        act("appointment", "appointment", "get", None),
        act("unlock", "account-unlock", "post", Some("account-unlock-confirm")),
        act("sessions/termination", "sessions-end-all", "post", Some("sessions-terminate-confirm")),
    ];
    if account.totp_confirmed_at.is_some() {
        acts.push(act("second-factor-reset", "second-factor-reset", "get", None));
    }
    acts
}

impl GrantRefusal {
    fn key(self) -> &'static str {
        match self {
            Self::Administrator => "grant-administrator",
            Self::OwnAccount => "account-own",
            Self::Disabled => "grant-disabled",
            Self::Exists => "grant-exists",
            Self::Unknown => "grant-role-missing",
        }
    }
}

/// How many grants of each role there are, for the page of roles.
pub(super) async fn counts(staff: &Staff) -> Result<HashMap<Role, usize>, Error> {
    let mut holders: HashMap<Role, Vec<AccountId>> = HashMap::new();
    for grant in all_grants(&staff.app.db).await? {
        holders.entry(grant.role).or_default().push(grant.account_id);
    }
    let count = |mut all: Vec<AccountId>| {
        all.sort_unstable();
        all.dedup();
        all.len()
    };
    Ok(holders.into_iter().map(|(role, all)| (role, count(all))).collect())
}
