//! `GET /cases/calendar`: the working calendar as a year of months, and the form that changes it.

use chrono::{Datelike, NaiveDate, Weekday};
use http::StatusCode;
use serde_json::{Value, json};
use structure::Staff;
use structure::accounts::account;
use structure::sessions::OwnForm;
use web::extract::Path;
use web::forms::{FormState, form_values};
use web::{Answer, Error, FieldError, Message, Refusal};

use super::calendar::Calendar;
use super::store::{YearRecord, save, years};
use super::year::{Year, YearRefusal};
use crate::desk::supervises_all;

/// Characters of what may be typed.
const LONGEST: usize = 4_000;

fn url_of(year: i32) -> String {
    format!("/cases/calendar/{year}")
}

/// `GET /cases/calendar`
pub(crate) async fn index(staff: Staff) -> Answer {
    let year = staff.app.clock().now().year();
    structure::staff::redirect(&url_of(year), None)
}

fn asked(year: &str) -> Result<i32, Error> {
    let year: Option<i32> = year.parse().ok().filter(|year| (2000..2100).contains(year));
    Ok(year.ok_or_else(Refusal::not_found)?)
}

/// `GET /cases/calendar/{year}`
pub(crate) async fn show(staff: Staff, Path(year): Path<String>) -> Answer {
    let year = asked(&year)?;
    let all = years(&staff.app.db).await?;
    let known = all.iter().find(|one| one.year == year);
    let values = known.map(typed).unwrap_or_default();
    page(&staff, (StatusCode::OK, FormState::of(form_values(values))), (year, &all)).await
}

/// A year as it is typed.
fn typed(record: &YearRecord) -> Vec<(&'static str, String)> {
    let line = |one: &super::year::Holiday| {
        if one.first == one.last {
            format!("{} {}", one.name, one.first)
        } else {
            format!("{} {} 至 {}", one.name, one.first, one.last)
        }
    };
    let off: Vec<String> = record.days_off.iter().map(line).collect();
    let worked: Vec<String> = record.days_worked.iter().map(ToString::to_string).collect();
    vec![("off", off.join("\n")), ("worked", worked.join(" ")), ("source", record.source.clone())]
}

/// `POST /cases/calendar/{year}`
pub(crate) async fn change(
    staff: Staff,
    Path(year): Path<String>,
    OwnForm(data): OwnForm,
) -> Answer {
    let year = asked(&year)?;
    supervises_all(&staff)?;
    let short = |name: &str| data.get(name).chars().take(LONGEST).collect::<String>();
    let read = Year::read(year, &short("off"), &short("worked"), &short("source"));
    match read {
        Ok(entered) => {
            let (seq, moved) = save(&staff.app, staff.id(), &entered).await?;
            staff.app.settled(seq).await;
            let count = i64::try_from(moved).unwrap_or(i64::MAX);
            staff.done(&url_of(year), Message::new("calendar-saved").with("count", count))
        }
        Err(wrong) => {
            let errors = wrong.iter().map(|why| refusal(why, year)).collect();
            let all = years(&staff.app.db).await?;
            let form = FormState { values: data, errors };
            page(&staff, (StatusCode::UNPROCESSABLE_ENTITY, form), (year, &all)).await
        }
    }
}

fn refusal(why: &YearRefusal, year: i32) -> FieldError {
    let day = |key: &'static str, day: &NaiveDate| Message::new(key).with("day", day.to_string());
    match why {
        YearRefusal::Line(line) => {
            FieldError::new("off", Message::new("calendar-wrong-line").with("line", line.clone()))
        }
        YearRefusal::Span(name) => {
            FieldError::new("off", Message::new("calendar-wrong-span").with("name", name.clone()))
        }
        YearRefusal::Foreign(one) => {
            let message =
                day("calendar-wrong-foreign", one).with("year", i64::from(year).to_string());
            FieldError::new("off", message)
        }
        YearRefusal::Twice(one) => FieldError::new("off", day("calendar-wrong-twice", one)),
        YearRefusal::Exchange(one) => {
            FieldError::new("worked", day("calendar-wrong-exchange", one))
        }
    }
}

async fn page(
    staff: &Staff,
    (status, form): (StatusCode, FormState),
    (year, all): (i32, &[YearRecord]),
) -> Answer {
    let now = staff.app.clock().now().year();
    let known = all.iter().find(|one| one.year == year);
    let calendar = Calendar::of(&all.iter().map(YearRecord::year).collect::<Vec<_>>());
    let by = match known.and_then(|one| one.changed_by) {
        Some(id) => account(&staff.app.db, id).await?.map(|one| one.name),
        None => None,
    };
    let mut tabs: Vec<i32> = all.iter().map(|one| one.year).chain([now, now + 1, year]).collect();
    tabs.sort_unstable();
    tabs.dedup();
    let tabs: Vec<Value> = tabs
        .into_iter()
        .map(|one| {
            let entered = all.iter().any(|known| known.year == one);
            let missing = format!("{one} {}", staff.t("calendar-missing"));
            let name = if entered { one.to_string() } else { missing };
            json!({ "name": name, "url": url_of(one), "current": one == year, "count": null })
        })
        .collect();
    let title = staff.t("calendar-title");
    let crumbs = json!([{ "name": staff.t("console-desk"), "url": "/" },
        { "name": staff.t("cases-title"), "url": "/cases" }, { "name": title, "url": null }]);
    let context = json!({
        "title": title, "breadcrumb": crumbs, "tabs": tabs, "year": year.to_string(),
        "action": url_of(year), "known": known.is_some(), "by": by,
        "changed_at": known.map(|one| one.changed_at),
        "months": known.map(|known| months(known, &calendar)),
        "may_change": supervises_all(staff).is_ok(),
        "form": form.shown(&staff.app.messages),
    });
    staff.page_with(status, "cases/calendar.html", context)
}

/// Twelve months of weeks; a day of another month is empty.
fn months(known: &YearRecord, calendar: &Calendar) -> Vec<Value> {
    (1..=12_u32).filter_map(|month| one_month(known, calendar, month)).collect()
}

fn one_month(known: &YearRecord, calendar: &Calendar, month: u32) -> Option<Value> {
    let first = NaiveDate::from_ymd_opt(known.year, month, 1)?;
    let days: Vec<NaiveDate> = first.iter_days().take_while(|day| day.month() == month).collect();
    let before = first.weekday().num_days_from_monday();
    let mut cells: Vec<Value> = (0..before).map(|_| Value::Null).collect();
    let mut worked = 0;
    for day in days {
        let works = calendar.is_worked(day);
        worked += u32::from(works);
        let weekend = matches!(day.weekday(), Weekday::Sat | Weekday::Sun);
        let mark = match (works, weekend) {
            (true, true) => "worked",
            (false, false) => "off",
            (false, true)
                if known.days_off.iter().any(|one| (one.first..=one.last).contains(&day)) =>
            {
                "off"
            }
            (false, true) => "weekend",
            (true, false) => "plain",
        };
        let name = known.days_off.iter().find(|one| (one.first..=one.last).contains(&day));
        cells.push(json!({ "day": day.day(), "mark": mark, "name": name.map(|one| &one.name) }));
    }
    while !cells.len().is_multiple_of(7) {
        cells.push(Value::Null);
    }
    let weeks: Vec<&[Value]> = cells.chunks(7).collect();
    Some(json!({ "number": month, "weeks": weeks, "worked": worked }))
}
