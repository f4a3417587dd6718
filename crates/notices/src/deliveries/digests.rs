//! The daily digest: one letter instead of many, at the hour that its reader chose.

use chrono::{Days, NaiveTime};
use platform::db::Bookkeeping;
use platform::jobs::{Job, Priority};
use platform::{Fault, FaultContext, Time};
use serde_json::{Value, json};
use structure::{AccountId, App};

use super::mail::{self, Letter};
use super::store::{self, Delivery, DeliveryState, gatherers};
use super::work::{link, settle};
use super::{DIGEST, Undelivered, console_url};
use crate::addresses;
use crate::model::DeliveryId;

/// Notices that one letter lists; the rest is told as a number.
const LISTED: usize = 50;
/// Notices that one letter settles.
const GATHERED: i64 = 1_000;

/// Enqueues a letter for everybody whose hour has come since something was gathered for them. Who
/// has gone back to mail at once gets what is left over now.
pub async fn enqueue_digests(app: &App) -> Result<(), Fault> {
    let now = app.clock().now();
    let mut tx = app.db.begin().await?;
    for one in gatherers(&app.db).await? {
        let until = one.digest_hour.and_then(|hour| last_hour(now, hour)).unwrap_or(now);
        if one.oldest < until {
            let payload = json!({ "account": one.account_id, "until": until });
            let job = Job::new(DIGEST, Priority::Scheduled, payload);
            tx.enqueue(job.unique(format!("{DIGEST}-{}", one.account_id))).await?;
        }
    }
    tx.commit_bookkeeping(Bookkeeping::Jobs).await
}

/// When the clock on the wall last showed this full hour.
fn last_hour(now: Time, hour: i64) -> Option<Time> {
    let clock = NaiveTime::from_hms_opt(u32::try_from(hour).ok()?, 0, 0)?;
    let today = Time::from_local(now.day().and_time(clock));
    if today <= now {
        return Some(today);
    }
    Some(Time::from_local(now.day().checked_sub_days(Days::new(1))?.and_time(clock)))
}

/// The job's work.
pub async fn send_digest(app: App, payload: Value) -> Result<(), Fault> {
    let number = |name: &str| payload.get(name).and_then(Value::as_i64);
    let account = AccountId(number("account").doing("read a digest's account")?);
    let until = Time(number("until").doing("read a digest's time")?);
    let gathered = store::gathered(&app.db, account, until, GATHERED).await?;
    if gathered.is_empty() {
        return Ok(());
    }
    let ids: Vec<DeliveryId> = gathered.iter().map(|one| one.id).collect();
    let outcome = mail_digest(&app, account, (&gathered, until)).await;
    settle(&app, &ids, outcome).await
}

async fn mail_digest(
    app: &App,
    account: AccountId,
    (gathered, until): (&[Delivery], Time),
) -> Result<DeliveryState, Undelivered> {
    let Some(settings) = &app.settings.mail else { return Ok(DeliveryState::Dropped) };
    let address = addresses::store::address(&app.db, account).await?;
    let Some(address) = address else { return Ok(DeliveryState::Dropped) };
    let count = i64::try_from(gathered.len()).unwrap_or(i64::MAX);
    let mut text = app.messages.t("notice-digest-lead", &[("count", count.into())]);
    text.push('\n');
    for one in gathered.iter().take(LISTED) {
        let Some(notice) = crate::store::by_id(&app.db, one.notice_id).await? else { continue };
        let event = app.messages.t(&notice.event.key(), &[]);
        let line = [
            ("event", event.into()),
            ("title", notice.title.clone().into()),
            ("url", link(app, &notice).into()),
        ];
        text.push('\n');
        text.push_str(&app.messages.t("notice-digest-line", &line));
        text.push('\n');
    }
    let url = format!("{}/notices", console_url(app));
    text.push('\n');
    text.push_str(&app.messages.t("notice-digest-end", &[("url", url.into())]));
    let subject = app
        .messages
        .t("notice-digest-subject", &[("count", count.into()), ("day", until.date().into())]);
    let mark = format!("digest-{account}-{}", until.0);
    let letter = Letter { to: &address.to, subject, text, mark };
    mail::send(settings, letter, app.clock().now()).await?;
    Ok(DeliveryState::Sent)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_last_hour_is_today_or_yesterday() {
        let at = |text: &str| Time::parse_local(text).unwrap();
        let now = at("2026-11-23T09:30");
        assert_eq!(last_hour(now, 9), Some(at("2026-11-23T09:00")));
        assert_eq!(last_hour(now, 10), Some(at("2026-11-22T10:00")));
        assert_eq!(last_hour(at("2026-11-23T09:00"), 9), Some(at("2026-11-23T09:00")));
        assert_eq!(last_hour(now, 24), None);
    }
}
