//! The register of what the sweeps found.

use checks::Rule;
use documents::Context;
use documents::room::unit_name;
use serde::Deserialize;
use serde_json::{Value, json};
use structure::sessions::OwnForm;
use structure::{Right, Staff};
use web::extract::Query;
use web::template_functions::query_encode;
use web::{Answer, Pager};

use super::jobs::enqueue;
use super::store::{Found, Narrowed, last, register};

/// Rows on a page.
const SIZE: u64 = 30;

/// What the address asks for.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub(crate) struct Asked {
    unit: String,
    level: String,
    rule: String,
    page: Option<u64>,
}

/// `GET /sweeps`
pub(crate) async fn index(staff: Staff, Query(asked): Query<Asked>) -> Answer {
    let ctx = Context::of(&staff.app)?;
    let narrowed = Narrowed {
        unit: ctx.tree.unit_by_code(&asked.unit).map(|unit| unit.id),
        blocks_only: asked.level == "blocks",
        rule: Rule::parse(&asked.rule).map(|rule| rule.word().to_owned()).unwrap_or_default(),
    };
    let number = asked.page.unwrap_or(1).max(1);
    let paging = (
        i64::try_from(SIZE).unwrap_or(30),
        i64::try_from((number - 1).saturating_mul(SIZE)).unwrap_or(0),
    );
    let scope = staff.scope(Right::ReadDocuments);
    let (found, total) = register(&ctx.db, &scope, &narrowed, paging).await?;
    let url = |page: u64| {
        let mut url = format!("/sweeps?page={page}");
        for (name, value) in [("unit", &asked.unit), ("level", &asked.level), ("rule", &asked.rule)]
        {
            if !value.is_empty() {
                url.extend(["&", name, "=", &query_encode(value)]);
            }
        }
        url
    };
    let pager = Pager::new(number, u64::try_from(total).unwrap_or(0), SIZE, url)?;
    let rows: Vec<Value> = found.iter().map(|one| row(&staff, &ctx, one)).collect();
    let title = staff.t("sweeps-title");
    let listing = json!({
        "columns": heads(&staff), "rows": rows, "filters": filters(&staff, &ctx, &asked),
        "query": null, "pager": pager, "total": total, "new_url": null,
        "empty_text": staff.t("sweeps-clean"), "lead": lead(&staff).await?,
        "actions": actions(&staff),
    });
    staff.page("listing/index.html", json!({ "title": title, "listing": listing }))
}

fn heads(staff: &Staff) -> [Value; 5] {
    ["sweep-document", "sweep-unit", "sweep-found", "sweep-rules", "sweep-at"]
        .map(|key| json!({ "name": key, "label": staff.t(key), "sort_url": null, "sorted": null }))
}

async fn lead(staff: &Staff) -> Result<String, platform::Fault> {
    let (at, number) = last(&staff.app.db).await?;
    Ok(match at {
        Some(at) => staff
            .app
            .messages
            .t("sweeps-lead", &[("at", at.minute().into()), ("count", number.into())]),
        None => staff.t("sweeps-never"),
    })
}

fn actions(staff: &Staff) -> Vec<Value> {
    let may = staff.rights.anywhere(Right::MaintainChecks);
    let begin = json!({
        "name": staff.t("sweep-begin"), "url": "/sweeps", "method": "post", "tone": "default",
        "confirm": null, "why_not": null,
    });
    may.then_some(begin).into_iter().collect()
}

fn row(staff: &Staff, ctx: &Context, one: &Found) -> Value {
    let column = ctx.tree.column(one.column_id).map_or("", |column| column.name.as_str());
    let (count, key, tone) = if one.blocks > 0 {
        (one.blocks, "check-count-blocks", "danger")
    } else {
        (one.reasons, "check-count-reasons", "warn")
    };
    let more = (one.blocks > 0 && one.reasons > 0)
        .then(|| staff.app.messages.t("check-count-reasons", &[("count", one.reasons.into())]));
    let rules: Vec<String> = one
        .rules
        .iter()
        .filter_map(|word| Rule::parse(word))
        .map(|rule| staff.t(&rule.key()))
        .collect();
    json!({
        "url": format!("/documents/{}/checks?revision=live", one.key),
        "cells": [
            { "text": one.title, "sub": column }, unit_name(&ctx.tree, one.unit_id),
            { "badge": staff.app.messages.t(key, &[("count", count.into())]), "tone": tone,
              "sub": more },
            rules.join("、"), one.swept_at.minute(),
        ],
        "actions": [],
    })
}

fn filters(staff: &Staff, ctx: &Context, asked: &Asked) -> Value {
    let option = |value: &str, label: String, chosen: &str| json!({ "value": value, "label": label, "selected": value == chosen });
    let mut units = vec![option("", staff.t("documents-any-unit"), &asked.unit)];
    units.extend(
        ctx.tree.units().iter().map(|unit| option(&unit.code, unit.name.clone(), &asked.unit)),
    );
    let levels = vec![
        option("", staff.t("sweeps-any-level"), &asked.level),
        option("blocks", staff.t("check-level-blocks"), &asked.level),
    ];
    let mut rules = vec![option("", staff.t("sweeps-any-rule"), &asked.rule)];
    rules.extend(
        Rule::ALL.iter().map(|rule| option(rule.word(), staff.t(&rule.key()), &asked.rule)),
    );
    json!([
        { "name": "unit", "label": staff.t("documents-unit"), "options": units },
        { "name": "level", "label": staff.t("word-list-level"), "options": levels },
        { "name": "rule", "label": staff.t("sweep-rules"), "options": rules },
    ])
}

/// `POST /sweeps`: a sweep now.
pub(crate) async fn create(staff: Staff, _: OwnForm) -> Answer {
    enqueue(&staff.app.db, 0).await?;
    staff.done("/sweeps", "sweep-begun")
}
