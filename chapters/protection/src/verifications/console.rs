//! The list of verifications, what each found, and asking for one.

use serde_json::{Value, json};
use structure::Staff;
use structure::sessions::OwnForm;
use web::extract::Path;
use web::{Answer, Refusal};

use super::model::{KeptFinding, KeptVerification};
use super::store;
use crate::listing::{act, heads};

/// Outcomes shown.
const SHOWN: i64 = 100;

/// `GET /journal/verifications`
pub async fn index(staff: Staff) -> Answer {
    let kept = store::recent(&staff.app.db, SHOWN).await?;
    let rows: Vec<Value> = kept.iter().map(|outcome| row(&staff, outcome)).collect();
    let columns = ["finished", "outcome", "head", "entries", "rows", "seconds"]
        .map(|name| format!("verification-{name}"));
    let columns: Vec<&str> = columns.iter().map(String::as_str).collect();
    let listing = json!({
        "columns": heads(&staff, &columns), "rows": rows, "filters": [], "query": null,
        "pager": null, "total": rows.len(), "new_url": null,
        "empty_text": staff.t("verification-none"), "lead": staff.t("verification-lead"),
        "actions": [act(&staff, "verification-begin", "/journal/verifications")],
    });
    let title = staff.t("verification-register");
    staff.page("listing/index.html", json!({ "title": title, "listing": listing }))
}

fn row(staff: &Staff, outcome: &KeptVerification) -> Value {
    let found = outcome.findings.len();
    let badge = if outcome.is_intact() {
        json!({ "badge": staff.t("verification-intact"), "tone": "good" })
    } else {
        let text = staff.app.messages.t("verification-found", &[("count", found.into())]);
        json!({ "badge": text, "tone": "danger" })
    };
    json!({
        "url": (found > 0).then(|| format!("/journal/verifications/{}", outcome.id)),
        "cells": [
            outcome.finished_at.second(), badge, outcome.head_seq, outcome.entries,
            outcome.checked, outcome.finished_at.seconds_since(outcome.started_at),
        ],
    })
}

/// `GET /journal/verifications/{id}`
pub async fn show(staff: Staff, Path(id): Path<i64>) -> Answer {
    let refuse = || Refusal::not_found().link("/journal/verifications", "verification-register");
    let outcome = store::by_id(&staff.app.db, id).await?.ok_or_else(refuse)?;
    let rows: Vec<Value> = outcome.findings.iter().map(|one| finding(&staff, one)).collect();
    let listing = json!({
        "columns": heads(&staff, &["verification-finding", "verification-where", "verification-entry"]),
        "rows": rows, "filters": [], "query": null, "pager": null, "total": rows.len(),
        "new_url": null, "empty_text": staff.t("verification-intact"),
        "lead": staff.t("verification-advice"),
    });
    let finished = outcome.finished_at.second();
    let title = staff.app.messages.t("verification-of", &[("at", finished.into())]);
    let register = staff.t("verification-register");
    let breadcrumb = json!([
        { "name": register, "url": "/journal/verifications" }, { "name": title, "url": null },
    ]);
    let context = json!({ "title": title, "breadcrumb": breadcrumb, "listing": listing });
    staff.page("listing/index.html", context)
}

fn finding(staff: &Staff, one: &KeptFinding) -> Value {
    let what = staff.t(&format!("finding-{}", one.kind.replace('_', "-")));
    let row = one.table.as_ref().zip(one.id).map(|(table, id)| format!("{table} {id}"));
    let end = one.last.zip(one.expected).map(|(last, expected)| {
        staff.app.messages.t("finding-end", &[("last", last.into()), ("expected", expected.into())])
    });
    let entry = one.seq.map(|seq| json!({ "text": seq, "url": format!("/journal/entries/{seq}") }));
    json!({ "url": null, "cells": [what, row.or(end), entry] })
}

/// `POST /journal/verifications`
pub async fn create(staff: Staff, OwnForm(_): OwnForm) -> Answer {
    store::ask(&staff.app.db, staff.actor()).await?;
    staff.done("/journal/verifications", "journal-verification-begun")
}
