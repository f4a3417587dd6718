//! The register of alerts, one of them, and taking it up. Operators see all; whoever looks after security
//! sees those that concern security, behind a door of its own.

use http::StatusCode;
use serde::Deserialize;
use serde_json::{Value, json};
use structure::Staff;
use structure::accounts::account;
use structure::sessions::OwnForm;
use web::extract::{Path, Query};
use web::forms::FormState;
use web::{Answer, Error, FormCheck, Pager, Refusal};

use super::model::{Alert, AlertId};
use super::store::{self, newest};
use crate::listing::{address, heads};
use crate::watch::Rule;

/// Alerts of a page.
const PAGE: u64 = 50;
/// Characters of a remark.
const REMARK: usize = 500;

/// Behind which door somebody stands.
#[derive(Clone, Copy)]
enum Door {
    Operators,
    Security,
}

impl Door {
    fn home(self) -> &'static str {
        match self {
            Self::Operators => "/alerts",
            Self::Security => "/security-alerts",
        }
    }

    fn title(self) -> &'static str {
        match self {
            Self::Operators => "alerts-title",
            Self::Security => "security-alerts-title",
        }
    }

    /// The rules that are shown; none for all.
    fn rules(self) -> Option<Vec<&'static str>> {
        let security = Rule::ALL.into_iter().filter(|rule| rule.is_security());
        matches!(self, Self::Security).then(|| security.map(Rule::word).collect())
    }

    /// An alert that is shown behind this door.
    async fn alert(self, staff: &Staff, id: i64) -> Result<Alert, Error> {
        let alert = store::alert(&staff.app.db, AlertId(id)).await?;
        let seen = alert.filter(|one| matches!(self, Self::Operators) || one.is_security());
        Ok(seen.ok_or_else(|| Refusal::not_found().link(self.home(), self.title()))?)
    }
}

/// From 1.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub(super) struct Asked {
    page: Option<u64>,
}

/// `GET /alerts`
pub(super) async fn index(staff: Staff, Query(asked): Query<Asked>) -> Answer {
    list(staff, asked, Door::Operators).await
}

/// `GET /security-alerts`
pub(super) async fn index_security(staff: Staff, Query(asked): Query<Asked>) -> Answer {
    list(staff, asked, Door::Security).await
}

/// `GET /alerts/{id}`
pub(super) async fn show(staff: Staff, Path(id): Path<i64>) -> Answer {
    let alert = Door::Operators.alert(&staff, id).await?;
    page(&staff, &alert, Door::Operators, (StatusCode::OK, FormState::default())).await
}

/// `GET /security-alerts/{id}`
pub(super) async fn show_security(staff: Staff, Path(id): Path<i64>) -> Answer {
    let alert = Door::Security.alert(&staff, id).await?;
    page(&staff, &alert, Door::Security, (StatusCode::OK, FormState::default())).await
}

/// `POST /alerts/{id}/acknowledgements`
pub(super) async fn acknowledge(staff: Staff, Path(id): Path<i64>, data: OwnForm) -> Answer {
    take_up(staff, id, data, Door::Operators).await
}

/// `POST /security-alerts/{id}/acknowledgements`
pub(super) async fn acknowledge_security(
    staff: Staff,
    Path(id): Path<i64>,
    data: OwnForm,
) -> Answer {
    take_up(staff, id, data, Door::Security).await
}

async fn list(staff: Staff, asked: Asked, door: Door) -> Answer {
    let number = asked.page.unwrap_or(1).max(1);
    let offset = i64::try_from((number - 1).saturating_mul(PAGE)).unwrap_or(i64::MAX);
    let (found, total) = newest(&staff.app.db, door.rules().as_deref(), (50, offset)).await?;
    let total = u64::try_from(total).unwrap_or(0);
    let url = |page: u64| address(door.home(), &[("page", &page.to_string())]);
    let pager = Pager::new(number, total, PAGE, url)?;
    let rows: Vec<Value> = found.iter().map(|alert| row(&staff, alert, door)).collect();
    let columns = ["alert-said", "alert-state", "alert-since", "alert-ended", "alert-rule"];
    let listing = json!({
        "columns": heads(&staff, &columns), "rows": rows, "filters": [], "query": null,
        "pager": pager, "total": total, "new_url": null, "empty_text": staff.t("alerts-none"),
        "lead": staff.t("alerts-lead"),
    });
    let title = staff.t(door.title());
    staff.page("listing/index.html", json!({ "title": title, "listing": listing }))
}

/// Where it stands: word and tone.
fn standing(alert: &Alert) -> (&'static str, Option<&'static str>) {
    match (alert.ended_at, alert.acknowledged_at) {
        (Some(_), _) => ("over", Some("good")),
        (None, Some(_)) => ("taken", Some("progress")),
        (None, None) => ("open", Some("danger")),
    }
}

fn badge(staff: &Staff, alert: &Alert) -> Value {
    let (word, tone) = standing(alert);
    json!({ "badge": staff.t(&format!("alert-state-{word}")), "tone": tone })
}

fn rule_name(staff: &Staff, alert: &Alert) -> String {
    Rule::parse(&alert.rule).map_or_else(|| alert.rule.clone(), |rule| staff.t(&rule.key()))
}

fn advice(staff: &Staff, alert: &Alert) -> String {
    let key = Rule::parse(&alert.rule).map_or_else(|| "alert-unknown".to_owned(), Rule::key);
    staff.t(&format!("{key}-advice"))
}

fn row(staff: &Staff, alert: &Alert, door: Door) -> Value {
    json!({
        "url": format!("{}/{}", door.home(), alert.id),
        "cells": [
            alert.said, badge(staff, alert), alert.raised_at.second(),
            alert.ended_at.map(platform::Time::second), rule_name(staff, alert),
        ],
    })
}

async fn page(
    staff: &Staff,
    alert: &Alert,
    door: Door,
    (status, form): (StatusCode, FormState),
) -> Answer {
    let by = match alert.acknowledged_by {
        Some(id) => account(&staff.app.db, structure::AccountId(id)).await?,
        None => None,
    };
    let (home, title) = (door.home(), staff.t(door.title()));
    let context = json!({
        "title": alert.said,
        "breadcrumb": [
            { "name": staff.t("console-desk"), "url": "/" }, { "name": title, "url": home },
            { "name": alert.said, "url": null },
        ],
        "alert": {
            "rule": rule_name(staff, alert), "state": badge(staff, alert),
            "advice": advice(staff, alert),
            "since": alert.raised_at.second(), "told": alert.told_at.second(),
            "tellings": alert.tellings, "ended": alert.ended_at.map(platform::Time::second),
            "taken_at": alert.acknowledged_at.map(platform::Time::second),
            "taken_by": by.map(|account| account.name), "remark": alert.remark,
        },
        "acknowledge_url": alert.acknowledged_at.is_none()
            .then(|| format!("{home}/{}/acknowledgements", alert.id)),
        "form": form.shown(&staff.app.messages),
    });
    staff.page_with(status, "alerts/show.html", context)
}

async fn take_up(staff: Staff, id: i64, OwnForm(data): OwnForm, door: Door) -> Answer {
    let alert = door.alert(&staff, id).await?;
    let mut check = FormCheck::new(&data);
    let remark = check.field("remark", "alert-remark").required().max(REMARK).text();
    let remark = match check.finish(|| Some(remark)) {
        Ok(remark) => remark,
        Err(form) => {
            return page(&staff, &alert, door, (StatusCode::UNPROCESSABLE_ENTITY, form)).await;
        }
    };
    let url = format!("{}/{id}", door.home());
    if store::acknowledge(&staff.app.db, staff.id(), alert.id, &remark).await? {
        return staff.done(&url, "alert-acknowledged");
    }
    staff.notice(&url, "alert-was-acknowledged")
}
