//! The register of banners, and the page of one with its signature and its end.

use http::StatusCode;
use serde::Deserialize;
use serde_json::{Value, json};
use structure::accounts::all_accounts;
use structure::sessions::OwnForm;
use structure::staff::out_of_scope;
use structure::{AccountId, Right, Staff};
use web::extract::{Path, Query};
use web::{Answer, Error, FieldError, FormState, Pager, Refusal};

use super::acts::{self, Act, Stopped};
use super::model::{Banner, BannerId, BannerRefusal, BannerState};
use super::store::{all, by_id};

/// Rows on a page.
const SIZE: u64 = 30;

pub(super) fn url_of(id: BannerId) -> String {
    format!("/banners/{id}")
}

/// Whether somebody has a right over the whole district, as a banner asks.
pub(super) fn may(staff: &Staff, right: Right) -> bool {
    let tree = staff.app.tree();
    let mut top = tree.units().iter().filter(|unit| unit.parent_id.is_none());
    top.any(|unit| staff.rights.covers_unit(right, unit.id))
}

pub(super) fn require(staff: &Staff, right: Right) -> Result<(), Error> {
    if may(staff, right) { Ok(()) } else { Err(out_of_scope(right).into()) }
}

/// What the list's address asks for.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub(super) struct Asked {
    page: Option<u64>,
}

/// `GET /banners`
pub(super) async fn index(staff: Staff, Query(asked): Query<Asked>) -> Answer {
    require(&staff, Right::PublishInEmergency)?;
    let number = asked.page.unwrap_or(1).max(1);
    let size = i64::try_from(SIZE).unwrap_or(30);
    let offset = i64::try_from((number - 1).saturating_mul(SIZE)).unwrap_or(0);
    let (banners, total) = all(&staff.app.db, (size, offset)).await?;
    let rows: Vec<Value> = banners.iter().map(|one| row(&staff, one)).collect();
    let total = u64::try_from(total).unwrap_or(0);
    let pager = Pager::new(number, total, SIZE, |page| format!("/banners?page={page}"))?;
    let columns = ["text", "level", "state", "signature", "until"].map(|name| {
        json!({ "name": name, "label": staff.t(&format!("banner-{name}")), "sort_url": null,
            "sorted": null })
    });
    let listing = json!({
        "columns": columns, "rows": rows, "filters": [], "query": null, "pager": pager,
        "total": total, "new_url": "/banners/new", "new_label": staff.t("banner-new"),
        "empty_text": staff.t("banners-empty"), "lead": staff.t("banners-lead"),
    });
    let title = staff.t("banners-title");
    staff.page("listing/index.html", json!({ "title": title, "listing": listing }))
}

fn row(staff: &Staff, one: &Banner) -> Value {
    let (signature, tone) = if one.signed_by.is_some() {
        ("banner-signed", "good")
    } else if one.late(staff.app.clock().now()) {
        ("banner-unsigned-late", "danger")
    } else {
        ("banner-unsigned", "warn")
    };
    json!({ "url": url_of(one.id), "actions": [], "cells": [
        { "text": one.text, "sub": place(staff, one) }, staff.t(&one.level.key()),
        { "badge": staff.t(&one.state.key()), "tone": one.state.tone() },
        { "badge": staff.t(signature), "tone": tone }, one.until_at.minute(),
    ] })
}

/// Where it stands, in words.
fn place(staff: &Staff, one: &Banner) -> String {
    let tree = staff.app.tree();
    let site = one.site_id.and_then(|id| tree.site(id));
    let site = site.map_or_else(|| staff.t("banner-all-sites"), |site| site.name.clone());
    format!("{site} {}", one.path)
}

/// A banner, for somebody who may see it.
async fn seen(staff: &Staff, id: &str) -> Result<Banner, Error> {
    require(staff, Right::PublishInEmergency)?;
    let id = id.parse().ok().map(BannerId).ok_or_else(Refusal::not_found)?;
    Ok(by_id(&staff.app.db, id).await?.ok_or_else(Refusal::not_found)?)
}

/// `GET /banners/{id}`
pub(super) async fn show(staff: Staff, Path(id): Path<String>) -> Answer {
    let banner = seen(&staff, &id).await?;
    page(&staff, StatusCode::OK, &banner, &FormState::default()).await
}

async fn page(staff: &Staff, status: StatusCode, one: &Banner, state: &FormState) -> Answer {
    let accounts = all_accounts(&staff.app.db).await?;
    let name = |id: AccountId| accounts.iter().find(|a| a.id == id).map(|a| a.name.clone());
    let ended = one.state == BannerState::Ended;
    let own = one.raised_by == staff.id();
    let signing = one.signed_by.is_none() && may(staff, Right::SignEmergency);
    let context = json!({
        "title": staff.t("banner-title"),
        "banner": {
            "url": url_of(one.id), "text": one.text, "link": one.link, "reason": one.reason,
            "level": one.level.word(), "level_name": staff.t(&one.level.key()),
            "state": { "name": staff.t(&one.state.key()), "tone": one.state.tone() },
            "place": place(staff, one), "from_at": one.from_at, "until_at": one.until_at,
            "raised_by": name(one.raised_by), "raised_at": one.raised_at,
            "sign_due": one.sign_due, "late": one.late(staff.app.clock().now()),
            "signed_by": one.signed_by.and_then(name), "signed_at": one.signed_at,
            "ended_by": one.ended_by.and_then(name), "ended_at": one.ended_at,
            "ended_words": one.ended_words,
        },
        "may_sign": signing && !own, "own": signing && own, "may_withdraw": !ended,
        "form": state.clone().shown(&staff.app.messages),
    });
    staff.page_with(status, "banners/show.html", context)
}

async fn end(staff: &Staff, id: BannerId, done: Act<i64>, message: &'static str) -> Answer {
    let url = url_of(id);
    let seq = good(done, &url)?;
    staff.app.settled(seq).await;
    staff.done(&url, message)
}

/// What a refused act says on a page of its own.
pub(super) fn good<T>(done: Act<T>, back: &str) -> Result<T, Error> {
    done.map_err(|stopped| match stopped {
        Stopped::Fault(fault) => fault.into(),
        Stopped::Missing => Refusal::not_found().into(),
        Stopped::Refused(why) => {
            Refusal::conflict().saying(why.key()).link(back, "banner-back").into()
        }
    })
}

/// `POST /banners/{id}/signature`
pub(super) async fn sign(staff: Staff, Path(id): Path<String>, OwnForm(data): OwnForm) -> Answer {
    let banner = seen(&staff, &id).await?;
    require(&staff, Right::SignEmergency)?;
    let done = acts::sign(&staff.app, staff.id(), banner.id, data.get("text")).await;
    end(&staff, banner.id, done, "banner-signed-now").await
}

/// `POST /banners/{id}/withdrawal`
pub(super) async fn withdraw(
    staff: Staff,
    Path(id): Path<String>,
    OwnForm(data): OwnForm,
) -> Answer {
    let banner = seen(&staff, &id).await?;
    let done = acts::withdraw(&staff.app, staff.id(), banner.id, data.get("words")).await;
    if let Err(Stopped::Refused(why @ BannerRefusal::Words)) = &done {
        let state = FormState { values: data, errors: vec![FieldError::new("words", why.key())] };
        return page(&staff, StatusCode::UNPROCESSABLE_ENTITY, &banner, &state).await;
    }
    end(&staff, banner.id, done, "banner-withdrawn").await
}
