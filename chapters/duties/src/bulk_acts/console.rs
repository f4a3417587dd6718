//! Watching a bulk act, taking it back, trying again.

use documents::ids::DocumentId;
use serde::Deserialize;
use serde_json::{Value, json};
use structure::Staff;
use structure::sessions::OwnForm;
use web::extract::{Path, Query};
use web::{Answer, Error, Pager, Refusal};

use super::model::{BulkAct, BulkActId, Order, Standing};
use super::store::{ShownItem, ask, by_id, counts, done, of_account, outcomes, retry, undoing_of};

/// Rows on a page.
const SIZE: u64 = 50;
/// Bulk acts in the list.
const LISTED: i64 = 100;

/// Which page of outcomes.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub(crate) struct Paged {
    page: Option<u64>,
}

/// Somebody's own bulk act; others' don't exist.
pub(super) async fn own(staff: &Staff, id: i64) -> Result<BulkAct, Error> {
    let act = by_id(&staff.app.db, BulkActId(id)).await?;
    let missing = || Refusal::not_found().link("/bulk-acts", "bulk-title");
    Ok(act.filter(|act| act.account_id == staff.id()).ok_or_else(missing)?)
}

/// `GET /bulk-acts`
pub(crate) async fn index(staff: Staff) -> Answer {
    let mut rows = Vec::new();
    for act in of_account(&staff.app.db, staff.id(), LISTED).await? {
        let counts = counts(&staff.app.db, act.id).await?;
        let (key, tone) = match (counts.is_over(), counts.failed) {
            (false, _) => ("bulk-under-way", "progress"),
            (true, 0) => ("bulk-all-done", "good"),
            (true, _) => ("bulk-some-failed", "warn"),
        };
        rows.push(json!({
            "url": format!("/bulk-acts/{}", act.id.0),
            "cells": [
                name(&staff, &act), act.total, counts.done, counts.failed,
                { "badge": staff.t(key), "tone": tone }, act.asked_at.minute(),
            ],
            "actions": [],
        }));
    }
    let head =
        |key: &str| json!({ "name": key, "label": staff.t(key), "sort_url": null, "sorted": null });
    let heads = ["bulk-what", "bulk-total", "bulk-done", "bulk-failed", "bulk-standing", "bulk-at"];
    let listing = json!({
        "columns": heads.map(head), "rows": rows, "filters": [], "query": null, "pager": null,
        "total": rows.len(), "new_url": null, "empty_text": staff.t("bulk-none"),
        "lead": staff.t("bulk-lead"),
    });
    let title = staff.t("bulk-title");
    staff.page("listing/index.html", json!({ "title": title, "listing": listing }))
}

fn name(staff: &Staff, act: &BulkAct) -> String {
    let verb = staff.t(&act.ordered.verb.key());
    match act.undoes_id {
        Some(_) => staff.app.messages.t("bulk-undoing-of", &[("what", verb.into())]),
        None => verb,
    }
}

/// `GET /bulk-acts/{id}`
pub(crate) async fn show(staff: Staff, Path(id): Path<i64>, Query(paged): Query<Paged>) -> Answer {
    let act = own(&staff, id).await?;
    let db = &staff.app.db;
    let counts = counts(db, act.id).await?;
    let number = paged.page.unwrap_or(1).max(1);
    let total = u64::try_from(act.total).unwrap_or(0);
    let pager = Pager::new(number, total, SIZE, |page| format!("/bulk-acts/{id}?page={page}"))?;
    let offset = i64::try_from((number - 1).saturating_mul(SIZE)).unwrap_or(0);
    let items = outcomes(db, act.id, (i64::try_from(SIZE).unwrap_or(50), offset)).await?;
    let undoing = undoing_of(db, act.id).await?;
    let may_undo = counts.is_over()
        && counts.done > 0
        && act.undoes_id.is_none()
        && act.ordered.verb.undoing().is_some()
        && undoing.is_none();
    let title = name(&staff, &act);
    let exports = ["xlsx", "csv"].map(|format| {
        let name = staff.t(&format!("export-as-{format}"));
        json!({ "name": name, "url": format!("/exports/bulk-acts/{id}/{format}") })
    });
    let context = json!({
        "title": title, "breadcrumb": [
            { "name": staff.t("bulk-title"), "url": "/bulk-acts" }, { "name": title, "url": null }],
        "act": {
            "id": act.id.0, "total": act.total, "done": counts.done, "failed": counts.failed,
            "ahead": counts.ahead, "over": counts.is_over(), "reason": act.ordered.reason,
            "asked_at": act.asked_at,
        },
        "items": items.iter().map(|item| shown(&staff, item)).collect::<Vec<Value>>(),
        "pager": pager, "exports": exports,
        "undo_url": may_undo.then(|| format!("/bulk-acts/{id}/undoing")),
        "undone_url": undoing.map(|undoing| format!("/bulk-acts/{}", undoing.id.0)),
        "undoes_url": act.undoes_id.map(|before| format!("/bulk-acts/{}", before.0)),
        "retry_url": (counts.is_over() && counts.failed > 0)
            .then(|| format!("/bulk-acts/{id}/retry")),
    });
    staff.page("bulk_acts/show.html", context)
}

/// An outcome's word, colour and reason.
pub(super) fn outcome(staff: &Staff, item: &ShownItem) -> (String, &'static str, String) {
    let (key, tone) = match item.standing {
        Standing::Waiting => ("bulk-item-waiting", "default"),
        Standing::Begun => ("bulk-item-begun", "progress"),
        Standing::Done => ("bulk-item-done", "good"),
        Standing::Failed => ("bulk-item-failed", "danger"),
    };
    let why = if item.why.is_empty() { String::new() } else { staff.t(&item.why) };
    (staff.t(key), tone, why)
}

fn shown(staff: &Staff, item: &ShownItem) -> Value {
    let (name, tone, why) = outcome(staff, item);
    json!({
        "title": item.title, "url": format!("/documents/{}", item.key), "name": name,
        "tone": tone, "why": why,
    })
}

/// `POST /bulk-acts/{id}/undoing`: takes back what was done, document by document.
pub(crate) async fn create_undoing(staff: Staff, Path(id): Path<i64>, _: OwnForm) -> Answer {
    let act = own(&staff, id).await?;
    let db = &staff.app.db;
    let url = format!("/bulk-acts/{id}");
    let back = act.ordered.verb.undoing().filter(|_| act.undoes_id.is_none());
    let over = counts(db, act.id).await?.is_over() && undoing_of(db, act.id).await?.is_none();
    let Some(verb) = back.filter(|_| over) else {
        let refused = Refusal::new(http::StatusCode::CONFLICT, "conflict", "bulk-refused-undo");
        return Err(refused.link(url, "bulk-title").into());
    };
    let documents: Vec<(DocumentId, Option<i64>)> =
        done(db, act.id).await?.iter().map(|item| (item.document_id, item.place)).collect();
    let order = Order { verb, reason: staff.t("bulk-undo"), ..act.ordered };
    let (new, seq) = ask(db, staff.id(), &order, (Some(act.id), &documents)).await?;
    staff.app.settled(seq).await;
    staff.done(&format!("/bulk-acts/{}", new.0), "bulk-asked")
}

/// `POST /bulk-acts/{id}/retry`: another turn for what failed.
pub(crate) async fn create_retry(staff: Staff, Path(id): Path<i64>, _: OwnForm) -> Answer {
    let act = own(&staff, id).await?;
    let seq = retry(&staff.app.db, staff.id(), act.id).await?;
    staff.app.settled(seq).await;
    staff.done(&format!("/bulk-acts/{id}"), "bulk-asked")
}
