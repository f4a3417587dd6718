//! The desk's page, and the page of each of its lists.

use chrono::{Datelike, Timelike};
use platform::jobs::{JobState, job_counts};
use platform::{Fault, Time};
use serde::Deserialize;
use serde_json::{Value, json};
use structure::{Right, Staff};
use web::extract::{Path, Query};
use web::{Answer, Pager, Refusal};

use super::health::health;
use super::lists::{Gathering, has};
use super::model::{DeskList, Item};

/// Items of one box, and of a page of a list.
const SHOWN: usize = 8;
const SIZE: u64 = 30;
/// News on the desk.
const NEWS: i64 = 6;

/// `GET /`
pub async fn show(staff: Staff) -> Answer {
    let gathering = Gathering::of(&staff).await?;
    let (mut main, mut side, mut tally) = (Vec::new(), Vec::new(), Vec::new());
    for list in DeskList::ALL {
        let Some(items) = gathering.items(list).await? else { continue };
        let quiet = matches!(
            list,
            DeskList::Interpretations | DeskList::Scheduled | DeskList::Outdated | DeskList::Staff
        );
        if quiet && items.is_empty() {
            continue;
        }
        tally.push(number(&staff, list, items.len()));
        let shown = a_box(&staff, list, items);
        match list {
            DeskList::Due => {}
            DeskList::Interpretations
            | DeskList::Scheduled
            | DeskList::Drafts
            | DeskList::Outdated
            | DeskList::Columns
            | DeskList::Staff => side.push(shown),
            _ => main.push(shown),
        }
    }
    tally.extend(failed_jobs(&staff).await?);
    let news = notices::unread(&staff.app.db, staff.id(), NEWS).await?;
    let news: Vec<Value> = news.iter().map(|notice| notices::brief(&staff, notice)).collect();
    let may_write = staff.rights.anywhere(Right::WriteDocuments);
    let first = has(&staff, DeskList::Waiting) && !gathering.is_clear();
    staff.page(
        "desk/show.html",
        json!({
            "title": staff.t("desk-title"), "greeting": greeting(&staff, gathering.now),
            "tally": tally, "main": main, "side": side, "news": news,
            "news_count": staff.unread, "health": health(&staff).await?, "new_url": may_write.then_some("/documents/new"),
            "review_url": first.then_some("/reviews"),
        }),
    )
}

fn greeting(staff: &Staff, now: Time) -> String {
    let local = now.local();
    let part = match local.hour() {
        5..9 => "early",
        9..12 => "morning",
        12..18 => "afternoon",
        _ => "evening",
    };
    let weekday = staff.t(&format!("desk-weekday-{}", local.weekday().number_from_monday()));
    staff.app.messages.t(
        &format!("desk-greeting-{part}"),
        &[
            ("name", staff.account.name.clone().into()),
            ("month", i64::from(local.month()).into()),
            ("day", i64::from(local.day()).into()),
            ("weekday", weekday.into()),
        ],
    )
}

fn number(staff: &Staff, list: DeskList, count: usize) -> Value {
    json!({
        "name": staff.t(&list.key()), "count": count, "url": list.url(), "tone": list.tone(),
    })
}

/// What operators must look at.
async fn failed_jobs(staff: &Staff) -> Result<Option<Value>, Fault> {
    if !staff.rights.anywhere(Right::Operate) {
        return Ok(None);
    }
    let counts = job_counts(&staff.app.db).await?;
    let failed = counts.iter().find(|(state, _)| *state == JobState::Failed);
    let failed = failed.map_or(0, |(_, count)| *count);
    Ok(Some(json!({
        "name": staff.t("desk-failed-jobs"), "count": failed, "url": "/jobs?state=failed",
        "tone": "danger",
    })))
}

fn a_box(staff: &Staff, list: DeskList, mut items: Vec<Item>) -> Value {
    let count = items.len();
    items.truncate(SHOWN);
    json!({
        "name": staff.t(&list.key()), "count": count, "url": list.url(), "tone": list.tone(),
        "word": list.word(), "empty": staff.t(&format!("{}-none", list.key())), "items": items,
    })
}

#[derive(Debug, Deserialize)]
pub struct Asked {
    page: Option<u64>,
}

/// `GET /desk/{list}`: all that the desk's number counts.
pub async fn list(staff: Staff, Path(word): Path<String>, Query(asked): Query<Asked>) -> Answer {
    let missing = || Refusal::not_found().link("/", "console-to-desk");
    let list = DeskList::parse(&word).ok_or_else(missing)?;
    let gathering = Gathering::of(&staff).await?;
    let items = gathering.items(list).await?.ok_or_else(missing)?;
    let total = u64::try_from(items.len()).unwrap_or(0);
    let pager = Pager::new(asked.page.unwrap_or(1), total, SIZE, |page| {
        format!("{}?page={page}", list.url())
    })?;
    let skip = usize::try_from(pager.offset()).unwrap_or(0);
    let shown: Vec<&Item> = items.iter().skip(skip).take(30).collect();
    let title = staff.t(&list.key());
    staff.page(
        "desk/list.html",
        json!({
            "title": title, "items": shown, "total": total, "pager": pager,
            "lead": staff.t(&format!("{}-lead", list.key())),
            "empty": staff.t(&format!("{}-none", list.key())),
            "review_url": (list == DeskList::Waiting && total > 0).then_some("/reviews"),
            "breadcrumb": [
                { "name": staff.t("desk-title"), "url": "/" }, { "name": title, "url": null },
            ],
        }),
    )
}
