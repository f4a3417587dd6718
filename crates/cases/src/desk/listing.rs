//! What the address of a list asks for, and one line of it.

use platform::{Fault, Time};
use serde::Deserialize;
use serde_json::{Value, json};
use structure::{App, Staff};
use web::template_functions::query_encode;

use super::store::{CaseFilter, Pile};
use crate::cases::{CaseRecord, Holder};
use crate::clocks::urgency;
use crate::kinds::CaseKinds;

/// What the address asks for.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default)]
pub(super) struct Asked {
    pub pile: String,
    pub query: String,
    pub kind: String,
    pub theme: String,
    pub unit: String,
    pub due: String,
    pub page: Option<u64>,
}

/// Hours before a deadline from which it is near, as the filter counts.
const NEAR_HOURS: i64 = 48;

impl Asked {
    pub(super) fn pile(&self) -> Pile {
        Pile::parse(&self.pile).unwrap_or(Pile::Todo)
    }

    pub(super) fn filter(&self, app: &App, now: Time) -> CaseFilter {
        let some = |text: &String| Some(text.clone()).filter(|text| !text.is_empty());
        CaseFilter {
            pile: self.pile(),
            words: self.query.clone(),
            kind: some(&self.kind),
            theme: some(&self.theme),
            unit: app.tree().unit_by_code(&self.unit).map(|unit| unit.id),
            due_before: match self.due.as_str() {
                "late" => Some(now),
                "near" => Some(now.plus_seconds(NEAR_HOURS * 3_600)),
                _ => None,
            },
            rated_low: self.due == "unhappy",
        }
    }

    /// The same list elsewhere: another page, another pile, a file.
    pub(super) fn url(&self, base: &str, pile: Pile, page: u64) -> String {
        let mut url = format!("{base}?pile={}&page={page}", pile.word());
        let fields = [
            ("query", &self.query),
            ("kind", &self.kind),
            ("theme", &self.theme),
            ("unit", &self.unit),
            ("due", &self.due),
        ];
        for (name, value) in fields {
            if !value.is_empty() {
                url.extend(["&", name, "=", &query_encode(value)]);
            }
        }
        url
    }
}

/// A line in words, for the list and for files.
pub(super) struct Line {
    pub receipt: String,
    pub title: String,
    pub theme: String,
    pub grave: bool,
    pub holder: String,
    pub unit: String,
    pub state: String,
    pub state_tone: Option<&'static str>,
    pub received: String,
    pub due: Option<(String, Option<&'static str>)>,
    pub rating: Option<i64>,
    /// Cases that say the same; counted only where they are shown.
    pub twins: usize,
}

/// Puts a case into words. Who sent it is masked.
pub(super) fn line(staff: &Staff, record: &CaseRecord) -> Result<Line, Fault> {
    let app = &staff.app;
    let kind = app.registers.get::<CaseKinds>()?.get(&record.kind)?;
    let holder = Holder::open(&app.secret, record.id, &record.holder)?.masked();
    let tree = app.tree();
    Ok(Line {
        receipt: record.receipt.clone(),
        title: record.title.clone(),
        theme: staff.t(&kind.theme_key(&record.theme)),
        grave: kind.is_grave(&record.theme),
        holder: holder.name,
        unit: tree.unit(record.unit_id).map(|unit| unit.name.clone()).unwrap_or_default(),
        state: staff.t(record.state.key()),
        state_tone: record.state.tone(),
        received: record.received_at.minute(),
        due: due_words(staff, record),
        rating: record.rating,
        twins: 0,
    })
}

/// What is left of the time, and its colour.
pub(super) fn due_words(
    staff: &Staff,
    record: &CaseRecord,
) -> Option<(String, Option<&'static str>)> {
    let (due, now) = (record.due()?, staff.app.clock().now());
    let tone = urgency(due, now).tone();
    let days = due.seconds_since(now).abs() / 86_400;
    let hours = due.seconds_since(now).abs() / 3_600;
    let key = match (due < now, days) {
        (true, 0) => "case-due-late-hours",
        (true, _) => "case-due-late-days",
        (false, 0) => "case-due-hours",
        (false, _) => "case-due-days",
    };
    let message = web::Message::new(key).with("days", days).with("hours", hours);
    Some((staff.app.messages.text(&message), tone))
}

/// A row of the list.
pub(super) fn row(staff: &Staff, line: &Line) -> Value {
    let mut sub = match line.holder.as_str() {
        "" => line.receipt.clone(),
        holder => format!("{} · {holder}", line.receipt),
    };
    if line.twins > 0 {
        let count = [("count", line.twins.into())];
        sub.push_str(" · ");
        sub.push_str(&staff.app.messages.t("cases-twins", &count));
    }
    let due = line.due.as_ref().map(|(text, tone)| json!({ "badge": text, "tone": tone }));
    let theme = if line.grave {
        json!({ "badge": line.theme, "tone": "danger" })
    } else {
        json!(line.theme)
    };
    json!({
        "url": format!("/cases/{}", line.receipt),
        "cells": [
            { "text": line.title, "sub": sub },
            theme, line.unit, { "badge": line.state, "tone": line.state_tone },
            due, line.received,
        ],
    })
}
