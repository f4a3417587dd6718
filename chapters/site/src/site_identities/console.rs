//! The register of a site, and one item with everything it said before.

use chrono::NaiveDate;
use serde::Deserialize;
use serde_json::{Value, json};
use structure::accounts::all_accounts;
use structure::sites::Site;
use structure::{AccountId, Right, Staff};
use web::extract::{Path, Query};
use web::{Answer, Error, Refusal};

use super::domains::on_the_wire;
use super::model::{Item, ItemId, Kind, Standing};
use super::shown::host_site;
use super::store::{by_id, of_site};

/// Which site is asked for.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub(super) struct Asked {
    site: String,
}

/// An item that there is.
pub(super) async fn found(staff: &Staff, id: &str) -> Result<Item, Error> {
    let id = id.parse().ok().map(ItemId).ok_or_else(Refusal::not_found)?;
    Ok(by_id(&staff.app.db, id).await?.ok_or_else(Refusal::not_found)?)
}

/// How an item stands, in words and colour.
pub(super) fn badge(staff: &Staff, standing: Standing) -> (String, Option<&'static str>) {
    let say = |key: &str, days: i64| staff.app.messages.t(key, &[("days", days.into())]);
    match standing {
        Standing::Coming => (staff.t("identity-coming"), Some("progress")),
        Standing::Good => (staff.t("identity-good"), Some("good")),
        Standing::Ending { days, last } => {
            (say("identity-ending", days), Some(if last { "danger" } else { "warn" }))
        }
        Standing::Over(days) => (say("identity-over", days), Some("danger")),
        Standing::Ended => (staff.t("identity-ended"), None),
    }
}

/// `GET /site-identities`
pub(super) async fn index(staff: Staff, Query(asked): Query<Asked>) -> Answer {
    let tree = staff.app.tree();
    let site = tree.site_by_code(&asked.site).or(tree.main_site());
    let Some(site) = site.cloned() else { return staff.done("/", "column-no-site") };
    let above = host_site(&site, tree.sites());
    let items = of_site(&staff.app.db, site.id).await?;
    let shared = match above {
        Some(above) => of_site(&staff.app.db, above.id).await?,
        None => Vec::new(),
    };
    let today = staff.app.clock().now().day();
    let may_keep = staff.rights.anywhere(Right::ManageSites);
    let mut rows = Vec::new();
    for kind in Kind::ALL {
        let current = |items: &[Item]| -> Vec<Item> {
            let now = |item: &&Item| item.kind == kind && item.ended_at.is_none();
            items.iter().filter(now).cloned().collect()
        };
        let own = current(&items);
        let inherited =
            if own.is_empty() && kind.goes_with_host() { current(&shared) } else { Vec::new() };
        rows.extend(own.iter().map(|item| row(&staff, item, today, None)));
        rows.extend(inherited.iter().map(|item| row(&staff, item, today, above)));
        if own.is_empty() && inherited.is_empty() && (kind.is_expected() || may_keep) {
            rows.push(missing(&staff, &site, kind, may_keep));
        } else if may_keep && kind.is_many() && above.is_none() {
            rows.push(another(&staff, &site, kind));
        }
    }
    let tabs: Vec<Value> = tree
        .sites()
        .iter()
        .map(|one| {
            json!({ "name": one.short_name, "current": one.id == site.id,
                "url": format!("/site-identities?site={}", one.code) })
        })
        .collect();
    let columns = ["item", "value", "document", "unit", "term", "state"].map(|name| {
        let label = staff.t(&format!("identity-{name}"));
        json!({ "name": name, "label": label, "sort_url": null, "sorted": null })
    });
    let listing = json!({
        "columns": columns, "rows": rows, "filters": [], "query": null, "pager": null,
        "total": rows.len(), "new_url": null, "empty_text": "", "tabs": tabs,
        "lead": staff.t("identity-lead"), "has_actions": may_keep,
    });
    let title = staff.t("identity-title");
    staff.page("listing/index.html", json!({ "title": title, "listing": listing }))
}

fn new_action(staff: &Staff, site: &Site, kind: Kind, key: &str) -> Value {
    let url = format!("/site-identities/new/{}/{}", site.code, kind.word());
    json!({ "name": staff.t(key), "url": url, "method": "get" })
}

fn missing(staff: &Staff, site: &Site, kind: Kind, may_keep: bool) -> Value {
    let tone = kind.is_expected().then_some("warn");
    let word = if kind.is_expected() { "identity-missing" } else { "identity-none" };
    let action = may_keep.then(|| new_action(staff, site, kind, "identity-register"));
    json!({ "url": null, "actions": action.into_iter().collect::<Vec<_>>(), "cells": [
        staff.t(&kind.key()), null, null, null, null, { "badge": staff.t(word), "tone": tone },
    ] })
}

fn another(staff: &Staff, site: &Site, kind: Kind) -> Value {
    let action = new_action(staff, site, kind, "identity-register-another");
    json!({ "url": null, "cells": [staff.t(&kind.key()), null, null, null, null, null],
        "actions": [action] })
}

fn row(staff: &Staff, item: &Item, today: NaiveDate, above: Option<&Site>) -> Value {
    let (words, tone) = badge(staff, item.standing(today));
    let from = above.map(|site| {
        staff.app.messages.t("identity-shared", &[("site", site.short_name.clone().into())])
    });
    let acts = match above {
        Some(_) => vec![],
        None => vec![json!({ "name": staff.t("identity-change"), "method": "get",
            "url": format!("/site-identities/{}/edit", item.id) })],
    };
    json!({ "url": format!("/site-identities/{}", item.id), "actions": acts, "cells": [
        { "text": staff.t(&item.kind.key()), "sub": from },
        { "text": item.value, "sub": wire(item) },
        { "text": or_dash(&item.document_number), "sub": item.issuer },
        unit(staff, item), { "text": term(staff, item) }, { "badge": words, "tone": tone },
    ] })
}

fn or_dash(text: &str) -> &str {
    if text.is_empty() { "—" } else { text }
}

/// A Chinese domain as it is sent.
fn wire(item: &Item) -> Option<String> {
    let domain = matches!(item.kind, Kind::ChineseDomain | Kind::OtherDomain);
    on_the_wire(&item.value).ok().filter(|wire| domain && *wire != item.value)
}

fn unit(staff: &Staff, item: &Item) -> String {
    let tree = staff.app.tree();
    let unit = item.unit_id.and_then(|id| tree.unit(id)).map(|unit| unit.name.clone());
    unit.unwrap_or_else(|| staff.t("identity-unit-missing"))
}

fn term(staff: &Staff, item: &Item) -> String {
    let (from, until) = (item.valid_from.to_string(), item.valid_until);
    match until {
        Some(until) => staff.app.messages.t(
            "identity-from-until",
            &[("from", from.into()), ("until", until.to_string().into())],
        ),
        None => staff.app.messages.t("identity-from", &[("from", from.into())]),
    }
}

/// `GET /site-identities/{id}`
pub(super) async fn show(staff: Staff, Path(id): Path<String>) -> Answer {
    let item = found(&staff, &id).await?;
    let tree = staff.app.tree();
    let site = tree.site(item.site_id).ok_or_else(Refusal::not_found)?;
    let accounts = all_accounts(&staff.app.db).await?;
    let name = |id: Option<AccountId>| {
        let known = id.and_then(|id| accounts.iter().find(|one| one.id == id));
        known.map_or_else(|| staff.t("identity-by-itself"), |one| one.name.clone())
    };
    let all = of_site(&staff.app.db, item.site_id).await?;
    let today = staff.app.clock().now().day();
    let history: Vec<Value> = wordings(&all, &item)
        .into_iter()
        .map(|one| {
            let (words, tone) = badge(&staff, one.standing(today));
            let by_name = one.ended_at.map(|_| name(one.ended_by));
            json!({ "value": one.value, "document": one.document_number, "issuer": one.issuer,
                "unit": unit(&staff, one), "term": term(&staff, one), "reason": one.reason,
                "by": name(one.created_by), "at": one.created_at, "state": words, "tone": tone,
                "ended_at": one.ended_at, "ended_by": by_name, "end_reason": one.end_reason })
        })
        .collect();
    let (words, tone) = badge(&staff, item.standing(today));
    let may_keep = staff.rights.anywhere(Right::ManageSites) && item.ended_at.is_none();
    let days: Vec<String> = item.reminder_days.iter().map(i64::to_string).collect();
    let url = format!("/site-identities/{}", item.id);
    let context = json!({
        "title": staff.t(&item.kind.key()),
        "item": {
            "value": item.value, "wire": wire(&item), "document": or_dash(&item.document_number),
            "issuer": or_dash(&item.issuer), "unit": unit(&staff, &item),
            "term": term(&staff, &item), "days": days.join("、"), "site": site.name,
            "state": words, "tone": tone, "footer": !matches!(item.kind, Kind::Grade | Kind::Certificate | Kind::OtherDomain),
        },
        "history": history,
        "edit_url": may_keep.then(|| format!("{url}/edit")),
        "end_url": (may_keep && !item.kind.is_vital()).then(|| format!("{url}/ending")),
        "breadcrumb": [
            { "name": staff.t("identity-title"), "url": format!("/site-identities?site={}", site.code) },
            { "name": staff.t(&item.kind.key()), "url": null },
        ],
    });
    staff.page("site_identities/show.html", context)
}

/// All wordings of the same item, newest first.
fn wordings<'a>(all: &'a [Item], item: &'a Item) -> Vec<&'a Item> {
    let mut newest = item;
    while let Some(later) = all.iter().find(|one| one.replaces_id == Some(newest.id)) {
        newest = later;
    }
    let mut found = vec![newest];
    let mut before = newest.replaces_id;
    while let Some(one) = before.and_then(|id| all.iter().find(|one| one.id == id)) {
        found.push(one);
        before = one.replaces_id;
    }
    found
}
