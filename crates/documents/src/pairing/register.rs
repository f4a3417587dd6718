//! `GET /interpretations`: every policy in a column that demands an interpretation, and how it stands
//! with one (articles 20, 21). The portal office reads it top down: what is late comes first.

use std::collections::BTreeMap;

use chrono::NaiveDate;
use platform::Fault;
use serde::Deserialize;
use serde_json::{Value, json};
use structure::{Right, Staff};
use web::Answer;
use web::extract::Query;

use super::promises::Promise;
use super::store::{interpreted, open_promises};
use crate::context::Context;
use crate::documents::{Document, DocumentState};
use crate::kinds::Pairing;

/// How a policy stands with its interpretation, the worst first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Standing {
    /// Promised for a day that is past.
    Late,
    /// It has all signatures and waits for an interpretation.
    Waiting,
    /// Live without one, and none is promised.
    Missing,
    /// Promised.
    Promised,
    /// There.
    There,
}

impl Standing {
    const ALL: [Self; 5] = [Self::Late, Self::Waiting, Self::Missing, Self::Promised, Self::There];

    fn word(self) -> &'static str {
        match self {
            Self::Late => "late",
            Self::Waiting => "waiting",
            Self::Missing => "missing",
            Self::Promised => "promised",
            Self::There => "there",
        }
    }

    fn tone(self) -> &'static str {
        match self {
            Self::Late | Self::Waiting => "danger",
            Self::Missing => "warn",
            Self::Promised => "progress",
            Self::There => "good",
        }
    }
}

/// One policy with its standing.
pub struct Line {
    /// The policy.
    pub document: Document,
    pub(crate) standing: Standing,
    /// What was promised for it, if anything.
    pub promise: Option<Promise>,
    pub(crate) interpretations: i64,
}

/// Every policy that this person may read and whose column demands an interpretation.
pub(crate) async fn lines(staff: &Staff, ctx: &Context) -> Result<Vec<Line>, Fault> {
    let demanding = ctx.tree.columns().iter().filter(|column| column.demands_interpretation);
    let columns: Vec<i64> = demanding.map(|column| column.id.0).collect();
    let documents = crate::documents::store::in_columns(&ctx.db, &columns).await?;
    let interpreted = interpreted(&ctx.db).await?;
    let mut promises: BTreeMap<i64, Promise> = BTreeMap::new();
    for promise in open_promises(&ctx.db).await? {
        promises.insert(promise.document_id.0, promise);
    }
    let today = ctx.now().day();
    let mut lines = Vec::new();
    for document in documents {
        let kind = ctx.kinds.get(&document.kind)?;
        let relevant = document.is_live() || document.state == DocumentState::Approved;
        let may = staff.may(Right::ReadDocuments, document.unit_id, document.column_id);
        if kind.pairing != Pairing::Explained || !relevant || !may {
            continue;
        }
        let interpretations = interpreted.get(&document.id.0).copied().unwrap_or(0);
        let promise = promises.remove(&document.id.0);
        let standing = standing(&document, interpretations, promise.as_ref(), today);
        lines.push(Line { document, standing, promise, interpretations });
    }
    lines.sort_by_key(|line| {
        let due = line.promise.as_ref().map(|promise| promise.due_on);
        (line.standing, due, std::cmp::Reverse(line.document.updated_at))
    });
    Ok(lines)
}

fn standing(
    document: &Document,
    interpretations: i64,
    promise: Option<&Promise>,
    today: NaiveDate,
) -> Standing {
    match promise {
        _ if interpretations > 0 => Standing::There,
        Some(promise) if promise.due_on < today => Standing::Late,
        Some(_) => Standing::Promised,
        None if document.is_live() => Standing::Missing,
        None => Standing::Waiting,
    }
}

/// What of the list is shown.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub(crate) struct Asked {
    standing: Option<String>,
}

/// The register.
pub(crate) async fn index(staff: Staff, Query(asked): Query<Asked>) -> Answer {
    let ctx = Context::of(&staff.app)?;
    let chosen = asked.standing.unwrap_or_default();
    let all = lines(&staff, &ctx).await?;
    let count = |standing: Standing| all.iter().filter(|line| line.standing == standing).count();
    let mut options = vec![json!({
        "value": "", "label": staff.t("pairing-standing-any"), "selected": chosen.is_empty(),
    })];
    options.extend(Standing::ALL.iter().map(|one| {
        let name = staff.t(&format!("pairing-standing-{}", one.word()));
        json!({
            "value": one.word(), "label": format!("{name}（{}）", count(*one)),
            "selected": one.word() == chosen,
        })
    }));
    let rows: Vec<Value> = all
        .iter()
        .filter(|line| chosen.is_empty() || line.standing.word() == chosen)
        .map(|line| row(&staff, &ctx, line))
        .collect();
    let columns: Vec<Value> = ["title", "unit", "published", "standing"]
        .iter()
        .map(|name| {
            let label = staff.t(&format!("pairing-{name}"));
            json!({ "name": name, "label": label, "sort_url": null, "sorted": null })
        })
        .collect();
    let title = staff.t("pairing-register");
    let listing = json!({
        "columns": columns, "total": rows.len(), "rows": rows, "query": null, "pager": null,
        "filters": [{
            "name": "standing", "label": staff.t("pairing-standing"),
            "options": options,
        }],
        "new_url": null, "lead": staff.t("pairing-lead"), "empty_text": staff.t("pairing-none"),
        "has_actions": false,
    });
    staff.page("listing/index.html", json!({ "title": title, "listing": listing }))
}

fn row(staff: &Staff, ctx: &Context, line: &Line) -> Value {
    let document = &line.document;
    let url = format!("/documents/{}", document.key);
    let column = ctx.tree.column(document.column_id).map_or("", |column| column.name.as_str());
    let unit = ctx.tree.unit(document.unit_id).map_or("", |unit| unit.name.as_str());
    let badge = staff.t(&format!("pairing-standing-{}", line.standing.word()));
    let more = match &line.promise {
        Some(promise) if line.standing != Standing::There => Some(staff.app.messages.t(
            "pairing-due",
            &[
                ("day", promise.due_on.to_string().into()),
                ("reason", promise.reason.clone().into()),
            ],
        )),
        _ if line.interpretations > 0 => {
            Some(staff.app.messages.t("pairing-count", &[("count", line.interpretations.into())]))
        }
        _ => None,
    };
    json!({
        "url": url,
        "cells": [
            { "text": document.title, "sub": column }, unit,
            document.published_at.map(platform::Time::date),
            { "badge": badge, "tone": line.standing.tone(), "sub": more },
        ],
        "actions": [],
    })
}

/// What haunts the desk: policies of this person's that are owed an interpretation.
///
/// # Errors
/// A fault of the database.
pub async fn owed(staff: &Staff, ctx: &Context) -> Result<Vec<Line>, Fault> {
    let mut lines = lines(staff, ctx).await?;
    lines.retain(|line| {
        let document = &line.document;
        matches!(line.standing, Standing::Late | Standing::Waiting | Standing::Promised)
            && staff.may(Right::WriteDocuments, document.unit_id, document.column_id)
    });
    Ok(lines)
}
