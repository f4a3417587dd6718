//! The list, filtered by kind, account and days.

use chrono::Days;
use platform::Time;
use serde::Deserialize;
use serde_json::{Value, json};
use structure::Staff;
use web::extract::Query;
use web::{Answer, Error, Pager, Refusal};

use super::model::{FAILED, Kind, SecurityEvent, Wanted};
use super::store::events;
use crate::journal::{Names, Words, read_day};
use crate::listing::{address, heads};

/// Lines of a page.
const PAGE: u64 = 50;
/// Days that are shown when nobody names one.
const DAYS: u64 = 30;
const HOME: &str = "/security-events";
/// Columns of list and file.
pub(super) const COLUMNS: [&str; 7] = [
    "security-event-what",
    "security-event-kind",
    "security-event-at",
    "security-event-who",
    "security-event-from",
    "security-event-number",
    "security-event-detail",
];

/// What the address asks for.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default)]
pub(super) struct Asked {
    /// A kind.
    pub kind: String,
    /// Part of a name, or a login.
    pub who: String,
    /// First day.
    pub from: String,
    /// Last day.
    pub until: String,
    /// From 1.
    pub page: Option<u64>,
}

impl Asked {
    /// As the store understands it. A day that can't be read is refused: no restriction would show
    /// something else.
    pub fn wanted(&self, staff: &Staff, names: &Names) -> Result<Wanted, Error> {
        let now = staff.app.clock().now();
        let first = now.day().checked_sub_days(Days::new(DAYS)).map_or(Time(0), Time::from_day);
        let day = |text: &str| match text.trim() {
            "" => Ok(None),
            text => read_day(text)
                .map(Some)
                .ok_or_else(|| Refusal::bad_request().saying("web-bad-query")),
        };
        Ok(Wanted {
            kind: Kind::parse(&self.kind),
            accounts: names.find_accounts(&self.who),
            from: day(&self.from)?.map_or(first, |(first, _)| first),
            until: day(&self.until)?.map_or(now.plus_days(1), |(_, after)| after),
        })
    }

    /// The restrictions.
    pub fn pairs(&self) -> [(&'static str, &str); 4] {
        [("kind", &self.kind), ("who", &self.who), ("from", &self.from), ("until", &self.until)]
    }

    fn url(&self, path: &str, page: u64) -> String {
        let page = page.to_string();
        let mut pairs = self.pairs().to_vec();
        pairs.push(("page", &page));
        address(path, &pairs)
    }

    fn filters(&self, staff: &Staff) -> Value {
        let all = json!({ "value": "", "label": staff.t("security-event-all"), "selected": self.kind.is_empty() });
        let kinds = Kind::ALL.iter().map(|kind| {
            json!({ "value": kind.word(), "label": kind_name(staff, *kind), "selected": kind.word() == self.kind })
        });
        let options: Vec<Value> = std::iter::once(all).chain(kinds).collect();
        let field = |name: &str, kind: &str, value: &str| {
            let label = staff.t(&format!("security-event-filter-{name}"));
            json!({ "name": name, "label": label, "type": kind, "value": value })
        };
        json!([
            { "name": "kind", "label": staff.t("security-event-kind"), "options": options },
            field("who", "text", &self.who),
            field("from", "date", &self.from),
            field("until", "date", &self.until),
        ])
    }
}

/// `GET /security-events`
pub(super) async fn index(staff: Staff, Query(asked): Query<Asked>) -> Answer {
    let names = Names::load(&staff.app.db).await?;
    let wanted = asked.wanted(&staff, &names)?;
    let number = asked.page.unwrap_or(1).max(1);
    let offset = i64::try_from((number - 1).saturating_mul(PAGE)).unwrap_or(i64::MAX);
    let (found, total) = events(&staff.app.db, &wanted, (50, offset)).await?;
    let total = u64::try_from(total).unwrap_or(0);
    let pager = Pager::new(number, total, PAGE, |page| asked.url(HOME, page))?;
    let lines = Lines { staff: &staff, names: &names };
    let rows: Vec<Value> = found.iter().map(|event| lines.row(event)).collect();
    let exports = ["xlsx", "csv"].map(|format| {
        let url = address(&format!("{HOME}/export/{format}"), &asked.pairs());
        json!({ "name": staff.t(&format!("export-as-{format}")), "method": "get", "url": url })
    });
    let listing = json!({
        "columns": heads(&staff, &COLUMNS), "rows": rows, "filters": asked.filters(&staff),
        "query": null, "pager": pager, "total": total, "new_url": null, "actions": exports,
        "empty_text": staff.t("security-event-none"), "lead": staff.t("security-event-lead"),
    });
    let title = staff.t("security-events-title");
    staff.page("listing/index.html", json!({ "title": title, "listing": listing }))
}

pub(super) fn kind_name(staff: &Staff, kind: Kind) -> String {
    staff.t(&format!("security-event-kind-{}", kind.word()))
}

fn kind_of(event: &SecurityEvent) -> Kind {
    Kind::of_verb(&event.verb).unwrap_or(Kind::Refusal)
}

/// Events in words.
pub(super) struct Lines<'a> {
    pub staff: &'a Staff,
    pub names: &'a Names,
}

impl Lines<'_> {
    fn row(&self, event: &SecurityEvent) -> Value {
        let kind = kind_of(event);
        let [what, _, at, who, from, number, detail] = self.cells(event);
        let badge = json!({ "badge": kind_name(self.staff, kind), "tone": kind.tone() });
        json!({ "url": null, "cells": [what, badge, at, who, from, number, detail] })
    }

    /// The cells of a line, in the order of the columns.
    pub fn cells(&self, event: &SecurityEvent) -> [String; 7] {
        let (app, kind) = (&self.staff.app, kind_of(event));
        let tree = app.tree();
        let words = Words { messages: &app.messages, names: self.names, tree: &tree };
        let (what, detail) = match kind {
            Kind::Refusal => (self.staff.t("security-event-refused"), event.verb.clone()),
            _ => (words.verb(&event.verb), words.facts(&event.detail).unwrap_or_default()),
        };
        let address = event.detail.get("address").and_then(Value::as_str).unwrap_or_default();
        [
            what,
            kind_name(self.staff, kind),
            event.at.second(),
            self.who(&words, event),
            address.to_owned(),
            event.number.to_string(),
            detail,
        ]
    }

    /// Who did it, and to whom if it was somebody else.
    fn who(&self, words: &Words<'_>, event: &SecurityEvent) -> String {
        let subject = format!("{}:{}", event.subject_kind, event.subject_id);
        let messages = &self.staff.app.messages;
        if event.verb == FAILED || event.actor == subject {
            let known = self.names.account(event.subject_id).is_some();
            return if known {
                self.names.actor(messages, &subject)
            } else {
                self.staff.t("security-event-nobody")
            };
        }
        let actor = self.names.actor(messages, &event.actor);
        match words.record(&event.subject_kind, event.subject_id) {
            Some(record) => format!("{actor} → {record}"),
            None => actor,
        }
    }
}
