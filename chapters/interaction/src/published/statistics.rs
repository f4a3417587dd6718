//! `/mailbox/statistics`: how many letters came this year, how many were answered, how fast, and
//! how content people were.

use cases::publications::{Numbers, numbers};
use cases::statistics_tag;
use chrono::Datelike;
use platform::Time;
use serde_json::{Value, json};
use structure::Visitor;
use structure::frame::Frame;
use web::{Answer, Tag};

use crate::kind::LETTERS;
use crate::letters::place;

/// Units shown.
const UNITS: usize = 15;

/// The first moment of a moment's year.
pub(crate) fn year_start(now: Time) -> Time {
    let day = now.day();
    Time::from_day(day.with_ordinal(1).unwrap_or(day))
}

/// `GET /mailbox/statistics`
pub(super) async fn show(visitor: Visitor) -> Answer {
    visitor
        .page("", async |visitor: Visitor| {
            let now = visitor.app.clock().now();
            let year = numbers(&visitor.app.db, LETTERS.code, year_start(now)).await?;
            let place = place(&visitor, "letters-statistics", "mailbox/statistics");
            let frame = Frame::of(&visitor, place)?;
            let tags = vec![Tag::from(statistics_tag(LETTERS.code))];
            let content = content(&visitor, &year, now);
            Ok(frame.render(&visitor, "mailbox/statistics.html", content, tags)?)
        })
        .await
}

fn content(visitor: &Visitor, year: &Numbers, now: Time) -> Value {
    let most = year.themes.first().map_or(0, |(_, count)| *count);
    let bar = |name: String, url: String, count: usize, most: usize| json!({ "name": name, "url": url, "count": count, "most": most });
    let themes: Vec<Value> = year
        .themes
        .iter()
        .map(|(theme, count)| {
            let name = visitor.app.messages.t(&LETTERS.theme_key(theme), &[]);
            bar(name, visitor.url(&format!("mailbox/letters?theme={theme}")), *count, most)
        })
        .collect();
    let most = year.units.first().map_or(0, |(_, count)| *count);
    let units: Vec<Value> = year
        .units
        .iter()
        .take(UNITS)
        .filter_map(|(unit, count)| {
            let unit = visitor.tree.unit(*unit)?;
            let url = visitor.url(&format!("mailbox/letters?unit={}", unit.code));
            Some(bar(unit.name.clone(), url, *count, most))
        })
        .collect();
    let months: Vec<Value> = year
        .months
        .iter()
        .map(|(month, came, answered)| json!({ "month": month, "received": came, "answered": answered }))
        .collect();
    json!({
        "year_number": now.year(), "until": now.date(),
        "received": year.received, "answered": year.answered, "open": year.open,
        "closed": year.closed, "in_time": Numbers::share(year.in_time, year.answered),
        "median_hours": year.median_hours, "median_days": year.median_hours.map(|hours| (hours + 23) / 24),
        "rated": year.rated, "content_share": Numbers::share(year.content, year.rated),
        "themes": themes, "units": units, "months": months,
        "letters_url": visitor.url("mailbox/letters"), "new_url": visitor.url("mailbox/new"),
    })
}
