//! Looked at every hour: items begin and lapse on their day, and who answers for one that ends soon is told,
//! once at each of the days that the item says.

use ::notices::{Event, Facts, Offered, Telling, tell};
use chrono::NaiveDate;
use platform::db::Bookkeeping;
use platform::jobs::Job;
use platform::{Actor, Fault};
use structure::holders::{holders_anywhere, holders_of_unit};
use structure::{AccountId, App, Right};

use super::TEND;
use super::acts::show;
use super::model::{Item, Standing};
use super::store::{current, entry};

/// Has the next look wait, unless it does already. Called at the start.
pub async fn ensure_hourly(app: &App) -> Result<(), Fault> {
    let mut tx = app.db.begin().await?;
    tx.enqueue(Job::hourly(TEND, app.clock().now())).await?;
    tx.commit_bookkeeping(Bookkeeping::Jobs).await
}

/// The job's work.
pub(super) async fn tend(app: &App) -> Result<(), Fault> {
    let today = app.clock().now().day();
    let items = current(&app.db).await?;
    follow_the_day(app, &items, today).await?;
    let mut tellings = Vec::new();
    for item in &items {
        tellings.extend(reminder(app, item, today).await?);
    }
    if !tellings.is_empty() {
        tell(&app.db, Offered::of(app), &tellings, None).await?;
    }
    Ok(())
}

/// Pages show what holds today.
async fn follow_the_day(app: &App, items: &[Item], today: NaiveDate) -> Result<(), Fault> {
    let mut tx = app.db.begin().await?;
    if show(&mut tx, today).await? == 0 {
        return Ok(());
    }
    let turned = |item: &&Item| {
        item.valid_from == today || matches!(item.standing(today), Standing::Over(_))
    };
    let Some(item) = items.iter().rev().find(turned).or(items.last()) else { return Ok(()) };
    let about = (item.id, item.kind, item.value.as_str());
    tx.commit(entry(Actor::System, "site_identity.turned", about)).await.map(|_| ())
}

/// To the portal office and to those of the unit that answers for it.
async fn reminder(app: &App, item: &Item, today: NaiveDate) -> Result<Vec<Telling>, Fault> {
    let (event, stage) = match item.standing(today) {
        Standing::Ending { .. } => (Event::Expiry, item.stage(today)),
        Standing::Over(_) => (Event::Expiry, Some(-1)),
        Standing::Coming | Standing::Good | Standing::Ended => return Ok(Vec::new()),
    };
    let (Some(stage), Some(last)) = (stage, item.valid_until) else { return Ok(Vec::new()) };
    let mut people: Vec<AccountId> = holders_anywhere(app, Right::ManageSites).await?;
    if let Some(unit) = item.unit_id {
        people.extend(holders_of_unit(app, Right::WriteDocuments, unit).await?);
    }
    people.sort_unstable();
    people.dedup();
    let kind = app.messages.t(&item.kind.key(), &[]);
    let one = |account| Telling {
        account,
        event,
        title: format!("{kind}：{}", item.value),
        url: format!("/site-identities/{}", item.id),
        facts: Facts { due: Some(last.to_string()), ..Facts::default() },
        mark: format!("identity:{}:{last}:{stage}", item.id),
        about: Some(format!("identity-{}", item.id)),
    };
    Ok(people.into_iter().map(one).collect())
}
