//! What is done with a banner, each act one transaction.

use platform::jobs::{Job, Priority};
use platform::{Actor, Entry, Fault, Tx};
use serde_json::json;
use structure::{AccountId, App, SiteId};

use super::TURN;
use super::model::{Banner, BannerForm, BannerId, BannerRefusal, Turn};
use super::store::{entry, insert, lock, save};

/// How an act ends that doesn't happen.
#[derive(Debug)]
pub(super) enum Stopped {
    /// A rule of banners.
    Refused(BannerRefusal),
    /// It isn't there.
    Missing,
    /// We failed.
    Fault(Fault),
}

impl From<Fault> for Stopped {
    fn from(fault: Fault) -> Self {
        Self::Fault(fault)
    }
}

impl From<BannerRefusal> for Stopped {
    fn from(why: BannerRefusal) -> Self {
        Self::Refused(why)
    }
}

pub(super) type Act<T> = Result<T, Stopped>;

fn entry_of(
    app: &App,
    actor: Actor,
    verb: &'static str,
    about: (BannerId, Option<SiteId>),
) -> Entry {
    let sites: Vec<SiteId> = app.tree().sites().iter().map(|site| site.id).collect();
    entry(actor, verb, about, &sites)
}

/// Raises it: at once, or at its time.
pub(super) async fn raise(app: &App, by: AccountId, form: &BannerForm) -> Act<(BannerId, i64)> {
    let now = app.clock().now();
    let mut tx = app.db.begin().await?;
    let id = insert(&mut tx, (by, now), form).await?;
    for (at, mark) in [(form.from_at, "from"), (form.until_at, "until")] {
        if at > now {
            let job = Job::new(TURN, Priority::Scheduled, json!({ "id": id })).at(at);
            tx.enqueue(job.unique(format!("banner-{id}-{mark}"))).await?;
        }
    }
    let due = now.plus_seconds(super::model::SIGN_HOURS * 3_600);
    let job = Job::new(TURN, Priority::Scheduled, json!({ "id": id })).at(due);
    tx.enqueue(job.unique(format!("banner-{id}-signature"))).await?;
    let about = (id, form.site);
    let entry = entry_of(app, Actor::Account(by.0), "banner.raised", about).detail(json!({
        "level": form.level.word(), "path": form.path, "text": form.text, "reason": form.reason,
        "from": form.from_at.minute(), "until": form.until_at.minute(),
    }));
    Ok((id, tx.commit(entry).await?))
}

async fn held(app: &App, id: BannerId) -> Act<(Tx, Banner)> {
    let mut tx = app.db.begin().await?;
    let banner = lock(&mut tx, id).await?.ok_or(Stopped::Missing)?;
    Ok((tx, banner))
}

/// Gives the second signature over what visitors read.
pub(super) async fn sign(app: &App, by: AccountId, id: BannerId, text: &str) -> Act<i64> {
    let (mut tx, banner) = held(app, id).await?;
    let banner = banner.signed(by, text, app.clock().now())?;
    save(&mut tx, &banner).await?;
    let entry = Entry::new(Actor::Account(by.0), "banner.signed", "banner", id);
    Ok(tx.commit(entry.detail(json!({ "text": banner.text }))).await?)
}

/// Takes it down.
pub(super) async fn withdraw(app: &App, by: AccountId, id: BannerId, words: &str) -> Act<i64> {
    let (mut tx, banner) = held(app, id).await?;
    let banner = banner.withdrawn(by, words, app.clock().now())?;
    save(&mut tx, &banner).await?;
    let about = (id, banner.site_id);
    let entry = entry_of(app, Actor::Account(by.0), "banner.withdrawn", about);
    let detail = json!({ "text": banner.text, "words": banner.ended_words });
    Ok(tx.commit(entry.detail(detail)).await?)
}

/// The clock's work: begins it, ends it, or tells that its signature is late. May run twice.
pub(super) async fn turn(app: &App, id: BannerId) -> Result<(), Fault> {
    let now = app.clock().now();
    let mut tx = app.db.begin().await?;
    let Some(banner) = lock(&mut tx, id).await? else { return Ok(()) };
    let late = banner.late(now).then(|| banner.clone());
    if let Some(turn) = banner.due(now) {
        let banner = banner.turned(turn, now);
        save(&mut tx, &banner).await?;
        let verb = match turn {
            Turn::Begins => "banner.begun",
            Turn::Lapses => "banner.lapsed",
        };
        let entry = entry_of(app, Actor::System, verb, (id, banner.site_id));
        tx.commit(entry.detail(json!({ "text": banner.text }))).await?;
    } else {
        drop(tx);
    }
    match late {
        Some(banner) => super::telling::late(app, &banner).await,
        None => Ok(()),
    }
}
