//! `GET /cases/retention`: whose time comes next, what is kept longer and why, what is forgotten.

use serde::Deserialize;
use serde_json::{Value, json};
use structure::{Right, Staff};
use web::extract::Query;
use web::{Answer, Pager};

use super::store::{Ended, listed};
use crate::cases::CaseRecord;
use crate::kinds::CaseKinds;

const URL: &str = "/cases/retention";
/// Rows on a page.
const SIZE: u64 = 20;

#[derive(Deserialize)]
pub(super) struct Asked {
    #[serde(default)]
    pile: String,
    page: Option<u64>,
}

/// The page.
pub(super) async fn index(staff: Staff, Query(asked): Query<Asked>) -> Answer {
    let db = &staff.app.db;
    let scope = staff.scope(Right::SuperviseCases);
    let chosen = Ended::ALL.into_iter().find(|one| one.word() == asked.pile);
    let chosen = chosen.unwrap_or(Ended::Next);
    let mut tabs = Vec::new();
    for pile in Ended::ALL {
        let (count, _) = listed(db, (pile, &scope), (0, 0)).await?;
        tabs.push(json!({
            "name": staff.t(&format!("retention-pile-{}", pile.word())), "count": count,
            "url": format!("{URL}?pile={}", pile.word()), "current": pile == chosen,
        }));
    }
    let total =
        tabs.iter().find(|tab| tab["current"] == true).and_then(|tab| tab["count"].as_u64());
    let url = |page| format!("{URL}?pile={}&page={page}", chosen.word());
    let pager = Pager::new(asked.page.unwrap_or(1), total.unwrap_or(0), SIZE, url)?;
    let offset = i64::try_from(pager.offset()).unwrap_or(0);
    let (_, records) = listed(db, (chosen, &scope), (offset, 20)).await?;
    let rows: Result<Vec<Value>, _> =
        records.iter().map(|record| row(&staff, chosen, record)).collect();
    let when = format!("retention-when-{}", chosen.word());
    let columns = ["case-title", "case-unit", "case-state", "retention-ended", &when]
        .map(|key| json!({ "name": key, "label": staff.t(key), "sort_url": null, "sorted": null }));
    let years = [("years", staff.app.settings.retention.years.to_string().into())];
    let listing = json!({
        "columns": columns, "rows": rows?, "filters": [], "query": null, "pager": pager,
        "total": total, "new_url": null, "empty_text": staff.t("retention-none"), "tabs": tabs,
        "lead": staff.app.messages.t("retention-lead", &years),
    });
    let title = staff.t("retention-title");
    let crumbs = json!([{ "name": staff.t("console-desk"), "url": "/" },
        { "name": staff.t("cases-title"), "url": "/cases" }, { "name": title, "url": null }]);
    staff.page(
        "listing/index.html",
        json!({ "title": title, "breadcrumb": crumbs, "listing": listing }),
    )
}

fn row(staff: &Staff, pile: Ended, record: &CaseRecord) -> Result<Value, platform::Fault> {
    let kind = staff.app.registers.get::<CaseKinds>()?.get(&record.kind)?;
    let unit = staff.app.tree().unit(record.unit_id).map(|unit| unit.name.clone());
    let last = match pile {
        Ended::Next => {
            let due = staff.app.settings.retention.ends(&record.kind, record.changed_at);
            json!(due.date())
        }
        Ended::Kept => json!(record.kept_why),
        Ended::Erased => json!(record.erased_at.map(platform::Time::date)),
    };
    Ok(json!({
        "url": format!("/cases/{}", record.receipt),
        "cells": [
            { "text": record.title, "sub": format!("{} · {}", record.receipt, staff.t(kind.name_key)) },
            unit, { "badge": staff.t(record.state.key()), "tone": record.state.tone() },
            record.changed_at.date(), last,
        ],
    }))
}
