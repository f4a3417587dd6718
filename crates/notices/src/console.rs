//! `/notices`: what a person was told, and what they have read of it.

use serde::Deserialize;
use serde_json::{Value, json};
use structure::sessions::OwnForm;
use structure::staff::redirect;
use structure::{Chapter, Needs, Staff};
use web::extract::{Path, Query};
use web::{Answer, Message, Pager, Refusal};

use crate::model::{Facts, Notice, NoticeId};
use crate::store::{Shelf, Which, count, mark_read, of_account, own};

/// Notices of a page.
const SHOWN: u64 = 30;

/// The rooms.
pub fn chapter() -> Chapter {
    Chapter::new()
        .get("/notices", Needs::Session, index)
        .post("/notices/read", Needs::Session, read_all)
        .get("/notices/{id}", Needs::Session, follow)
}

#[derive(Debug, Deserialize)]
struct Asked {
    #[serde(default)]
    shelf: String,
    #[serde(default = "first")]
    page: u64,
}

fn first() -> u64 {
    1
}

/// `GET /notices`
async fn index(staff: Staff, Query(asked): Query<Asked>) -> Answer {
    let (db, me) = (&staff.app.db, staff.id());
    let shelf = if asked.shelf == "all" { Shelf::All } else { Shelf::Unread };
    let (all, unread) = (count(db, me, Shelf::All).await?, count(db, me, Shelf::Unread).await?);
    let total = if shelf == Shelf::All { all } else { unread };
    let word = if shelf == Shelf::All { "all" } else { "unread" };
    let total = u64::try_from(total).unwrap_or(0);
    let pager =
        Pager::new(asked.page, total, SHOWN, |page| format!("/notices?shelf={word}&page={page}"))?;
    let span = (i64::try_from(pager.offset()).unwrap_or(0), 30);
    let notices = of_account(db, me, shelf, span).await?;
    let newest = notices.first().map(|notice| notice.id.0);
    let items: Vec<Value> = notices.iter().map(|notice| brief(&staff, notice)).collect();
    let tab = |name: &str, key: &str, number: i64| {
        json!({
            "name": staff.t(key), "url": format!("/notices?shelf={name}"),
            "current": name == word, "count": number,
        })
    };
    let tabs = [tab("unread", "notices-unread", unread), tab("all", "notices-all", all)];
    staff.page(
        "notices/index.html",
        json!({
            "title": staff.t("notices-title"), "tabs": tabs, "items": items, "pager": pager,
            "newest": newest, "unread": unread, "shelf": word,
        }),
    )
}

/// A notice in the words of a page.
pub fn brief(staff: &Staff, notice: &Notice) -> Value {
    let facts = notice.facts();
    json!({
        "url": format!("/notices/{}", notice.id), "title": notice.title,
        "event": staff.t(&notice.event.key()), "tone": notice.event.tone(),
        "meta": meta(staff, &facts), "at": notice.created_at, "new": notice.read_at.is_none(),
    })
}

fn meta(staff: &Staff, facts: &Facts) -> String {
    let by = facts
        .by
        .as_ref()
        .map(|by| staff.app.messages.t("notice-by", &[("name", by.clone().into())]));
    let due = facts
        .due
        .as_ref()
        .map(|due| staff.app.messages.t("notice-due", &[("due", due.clone().into())]));
    let step = facts.step.as_ref().map(|step| staff.t(step));
    [step, by, due].into_iter().flatten().collect::<Vec<_>>().join(" · ")
}

/// `GET /notices/{id}`: on to what it is about. Looking at it is reading it.
async fn follow(staff: Staff, Path(id): Path<i64>) -> Answer {
    let notice = own(&staff.app.db, staff.id(), NoticeId(id)).await?;
    let notice = notice.ok_or_else(|| {
        Refusal::not_found().saying("notice-missing").link("/notices", "notices-title")
    })?;
    if notice.read_at.is_none() {
        mark_read(&staff.app.db, staff.id(), Which::One(notice.id)).await?;
    }
    redirect(&notice.url, None)
}

/// `POST /notices/read`
async fn read_all(staff: Staff, OwnForm(data): OwnForm) -> Answer {
    let newest: i64 = data.get("newest").parse().unwrap_or(0);
    let read = mark_read(&staff.app.db, staff.id(), Which::UpTo(NoticeId(newest))).await?;
    let read = i64::try_from(read).unwrap_or(0);
    staff.done("/notices", Message::new("notices-done-read").with("count", read))
}
