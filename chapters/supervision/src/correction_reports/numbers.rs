//! `/correction-reports`: how many reports came this year, how many led to a better text, how fast.

use cases::publications::{Numbers, numbers};
use cases::statistics_tag;
use chrono::Datelike;
use platform::Time;
use serde_json::{Value, json};
use structure::Visitor;
use structure::frame::{Frame, Place};
use web::{Answer, Tag};

use super::CORRECTIONS;
use super::store::mended_since;

/// The first moment of a moment's year.
fn year_start(now: Time) -> Time {
    let day = now.day();
    Time::from_day(day.with_ordinal(1).unwrap_or(day))
}

/// `GET /correction-reports`
pub(super) async fn show(visitor: Visitor) -> Answer {
    visitor
        .page("", async |visitor: Visitor| {
            let db = &visitor.app.db;
            let now = visitor.app.clock().now();
            let since = year_start(now);
            let year = numbers(db, CORRECTIONS.code, since).await?;
            let mended = mended_since(db, since).await?;
            let content = content(&visitor, (&year, mended), now);
            let place = Place {
                name: Some(visitor.app.messages.t("corrections-title", &[])),
                path: "correction-reports".to_owned(),
                ..Place::default()
            };
            let frame = Frame::of(&visitor, place)?;
            let tags = vec![Tag::from(statistics_tag(CORRECTIONS.code))];
            Ok(frame.render(&visitor, "correction_reports/index.html", content, tags)?)
        })
        .await
}

fn content(visitor: &Visitor, (year, mended): (&Numbers, i64), now: Time) -> Value {
    let most = year.themes.first().map_or(0, |(_, count)| *count);
    let theme = |(theme, count): &(String, usize)| {
        let name = visitor.app.messages.t(&CORRECTIONS.theme_key(theme), &[]);
        json!({ "name": name, "count": count, "most": most })
    };
    json!({
        "year_number": now.year(), "until": now.date(),
        "received": year.received, "answered": year.answered, "open": year.open,
        "mended": mended, "in_time": Numbers::share(year.in_time, year.answered),
        "median_hours": year.median_hours,
        "themes": year.themes.iter().map(theme).collect::<Vec<_>>(),
        "accept_days": CORRECTIONS.clocks.accept_days,
        "answer_days": CORRECTIONS.clocks.answer_days,
        "status_url": visitor.url("correction-reports/status"),
    })
}
