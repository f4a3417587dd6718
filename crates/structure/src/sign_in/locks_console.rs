//! Accounts that are locked at this moment, and ending a lock before its time.

use serde_json::{Value, json};
use web::Answer;
use web::extract::Path;

use super::store::{LockedAccount, locked_accounts, unlock};
use crate::accounts::console::named;
use crate::accounts::listing::{Listing, heads};
use crate::sessions::OwnForm;
use crate::staff::Staff;

/// Columns of the list.
const COLUMNS: &[&str] = &["account-name", "account-login", "locks-until"];

/// `GET /locks`
pub(crate) async fn index(staff: Staff) -> Answer {
    let locked = locked_accounts(&staff.app.db).await?;
    let rows: Vec<Value> = locked.iter().map(|one| row(&staff, one)).collect();
    let columns = heads(&staff, COLUMNS);
    let lead = Some(staff.t("locks-lead"));
    let listing = Listing { lead, ..Listing::of(columns, rows, staff.t("locks-none")) };
    listing.page(&staff, "locks-title")
}

fn row(staff: &Staff, one: &LockedAccount) -> Value {
    json!({
        "url": format!("/accounts/{}/grants", one.login),
        "cells": [one.name, one.login, one.locked_until.minute()],
        "actions": [{
            "name": staff.t("account-unlock"), "url": format!("/accounts/{}/unlock", one.login),
            "method": "post", "tone": "default", "confirm": staff.t("account-unlock-confirm"),
            "why_not": null,
        }],
    })
}

/// `POST /accounts/{login}/unlock`
pub(crate) async fn unlock_account(staff: Staff, Path(login): Path<String>, _: OwnForm) -> Answer {
    let account = named(&staff.app, &login).await?;
    unlock(&staff.app.db, staff.actor(), account.id).await?;
    staff.done("/locks", "account-unlocked")
}
