//! The register: every unit with who holds its posts, and one unit with its history.

use std::collections::HashMap;

use chrono::NaiveDate;
use serde_json::{Value, json};
use structure::units::Unit;
use structure::{Right, Staff, UnitId};
use web::extract::Path;
use web::{Answer, Error, Refusal};

use super::contacts::Contacts;
use super::model::{Filing, Person, Post};
use super::standing::{is_bound, lacking};
use super::store::{filings_of, people};

/// A unit that this person may see.
pub(super) fn seen_unit(staff: &Staff, code: &str) -> Result<Unit, Error> {
    let tree = staff.app.tree();
    let unit = tree.unit_by_code(code).cloned().ok_or_else(Refusal::not_found)?;
    if staff.rights.covers_unit(Right::ReadDocuments, unit.id) {
        Ok(unit)
    } else {
        Err(Refusal::not_found().into())
    }
}

/// How somebody is reached, as the register shows it.
pub(super) fn masked(staff: &Staff, person: &Person) -> Result<Contacts, platform::Fault> {
    let place = Person::place(person.id);
    Ok(Contacts::open(&staff.app.secret, &place, &person.contacts)?.masked())
}

/// `GET /unit-staff`
pub(super) async fn index(staff: Staff) -> Answer {
    let tree = staff.app.tree();
    let today = staff.app.clock().now().day();
    let all = people(&staff.app.db).await?;
    let lacks = lacking(&tree, &all, today);
    let mut by_unit: HashMap<UnitId, Vec<&Person>> = HashMap::new();
    for person in all.iter().filter(|person| person.holds(today)) {
        by_unit.entry(person.unit_id).or_default().push(person);
    }
    let mut rows = Vec::new();
    let mut lacking_units = 0_i64;
    let seen = tree
        .units()
        .iter()
        .filter(|unit| is_bound(unit) && staff.rights.covers_unit(Right::ReadDocuments, unit.id));
    for unit in seen {
        let missing: Vec<String> = lacks
            .iter()
            .filter(|lack| lack.unit == unit.id)
            .map(|lack| staff.t(lack.post.key()))
            .collect();
        lacking_units += i64::from(!missing.is_empty());
        let here = by_unit.get(&unit.id).map(Vec::as_slice).unwrap_or_default();
        rows.push((missing.is_empty(), row(&staff, unit, here, &missing)?));
    }
    rows.sort_by_key(|(complete, _)| *complete);
    let rows: Vec<Value> = rows.into_iter().map(|(_, row)| row).collect();
    let columns = ["unit", "leader", "liaison", "editor", "state"].map(|name| {
        let label = staff.t(&format!("unit-staff-{name}"));
        json!({ "name": name, "label": label, "sort_url": null, "sorted": null })
    });
    let file = |format: &str| {
        json!({ "name": staff.t(&format!("unit-staff-{format}")), "method": "get",
            "url": format!("/unit-staff/export/{format}") })
    };
    let lead = staff.app.messages.t("unit-staff-lead", &[("count", lacking_units.into())]);
    let filings = json!({ "name": staff.t("staff-filings-title"), "method": "get",
        "url": "/staff-filings" });
    let listing = json!({
        "columns": columns, "rows": rows, "filters": [], "query": null, "pager": null,
        "total": rows.len(), "new_url": null, "empty_text": staff.t("unit-staff-none"),
        "lead": lead, "actions": [filings, file("xlsx"), file("csv")],
    });
    let title = staff.t("unit-staff-title");
    staff.page("listing/index.html", json!({ "title": title, "listing": listing }))
}

/// A unit's row: who holds its posts, and what it lacks.
fn row(
    staff: &Staff,
    unit: &Unit,
    here: &[&Person],
    missing: &[String],
) -> Result<Value, platform::Fault> {
    let cell = |post: Post| -> Result<Value, platform::Fault> {
        let mut names = Vec::new();
        let mut ways = Vec::new();
        for person in here.iter().filter(|person| person.post == post) {
            names.push(person.name.clone());
            ways.push(masked(staff, person)?.phone);
        }
        Ok(json!({ "text": names.join("、"), "sub": ways.join("、") }))
    };
    let state = if missing.is_empty() {
        json!({ "badge": staff.t("unit-staff-complete"), "tone": "good" })
    } else {
        let args = [("posts", missing.join("、").into())];
        json!({ "badge": staff.app.messages.t("unit-staff-lacks", &args), "tone": "danger" })
    };
    Ok(json!({ "url": format!("/unit-staff/{}", unit.code), "actions": [], "cells": [
        unit.name, cell(Post::Leader)?, cell(Post::Liaison)?, cell(Post::Editor)?, state,
    ] }))
}

/// `GET /unit-staff/{unit}`
pub(super) async fn show(staff: Staff, Path(code): Path<String>) -> Answer {
    let unit = seen_unit(&staff, &code)?;
    let today = staff.app.clock().now().day();
    let all = people(&staff.app.db).await?;
    let lacks: Vec<String> = lacking(&staff.app.tree(), &all, today)
        .into_iter()
        .filter(|lack| lack.unit == unit.id)
        .map(|lack| staff.t(lack.post.key()))
        .collect();
    let mut now = Vec::new();
    let mut before = Vec::new();
    for person in all.iter().filter(|person| person.unit_id == unit.id) {
        let line = line(&staff, &unit, person, today)?;
        let over = person.valid_until.is_some_and(|last| last < today);
        if over { before.push(line) } else { now.push(line) }
    }
    before.reverse();
    let filings: Vec<Value> = filings_of(&staff.app.db, unit.id)
        .await?
        .iter()
        .map(|one| filing_line(&staff, one))
        .collect();
    let may_file = staff.rights.covers_unit(Right::FileStaff, unit.id);
    staff.page(
        "staff/unit.html",
        json!({
            "title": unit.name, "lacks": lacks, "now": now, "before": before, "filings": filings,
            "new_url": may_file.then(|| format!("/unit-staff/{}/new", unit.code)),
            "breadcrumb": [
                { "name": staff.t("unit-staff-title"), "url": "/unit-staff" },
                { "name": unit.name, "url": null },
            ],
        }),
    )
}

fn line(
    staff: &Staff,
    unit: &Unit,
    person: &Person,
    today: NaiveDate,
) -> Result<Value, platform::Fault> {
    let ways = masked(staff, person)?;
    let (word, tone) = if person.holds(today) {
        ("unit-staff-in-post", Some("good"))
    } else if person.valid_from > today {
        ("unit-staff-coming", Some("progress"))
    } else {
        ("unit-staff-left", None)
    };
    Ok(json!({
        "name": person.name, "post": staff.t(person.post.key()), "duty": person.duty,
        "url": format!("/unit-staff/{}/people/{}", unit.code, person.id),
        "phone": ways.phone, "email": ways.email, "term": term(staff, person),
        "is_public": person.is_public, "office_phone": person.office_phone,
        "state": staff.t(word), "tone": tone,
    }))
}

/// From when until when.
pub(super) fn term(staff: &Staff, person: &Person) -> String {
    let from = person.valid_from.to_string();
    match person.valid_until {
        Some(last) => {
            let args = [("from", from.into()), ("until", last.to_string().into())];
            staff.app.messages.t("unit-staff-from-until", &args)
        }
        None => staff.app.messages.t("unit-staff-from", &[("from", from.into())]),
    }
}

/// What a filing says, in a line.
pub(super) fn filing_words(staff: &Staff, filing: &Filing, leaving: Option<&str>) -> String {
    let post = staff.t(filing.post.key());
    let key = match (leaving, filing.name.is_empty()) {
        (Some(_), false) => "staff-filing-says-replaces",
        (Some(_), true) => "staff-filing-says-leaves",
        (None, _) => "staff-filing-says-comes",
    };
    let args = [
        ("post", post.into()),
        ("name", filing.name.clone().into()),
        ("leaving", leaving.unwrap_or_default().to_owned().into()),
    ];
    staff.app.messages.t(key, &args)
}

fn filing_line(staff: &Staff, one: &Filing) -> Value {
    json!({ "url": format!("/staff-filings/{}", one.id), "post": staff.t(one.post.key()),
        "name": one.name, "day": one.effective_on.to_string(), "reason": one.reason,
        "state": staff.t(&one.state.key()), "tone": one.state.tone(), "at": one.created_at })
}
