//! Looked at every hour, said once a month: a unit without a leader or liaison on file hears of it, and so
//! does the office that keeps the register.

use ::notices::{Event, Facts, Offered, Telling, tell};
use platform::Fault;
use platform::db::Bookkeeping;
use platform::jobs::Job;
use structure::holders::holders_of_unit;
use structure::{AccountId, App, Right};

use super::REMIND;
use super::standing::lacking;
use super::store::people;

/// Has the next look wait, unless it does already. Called at the start.
pub async fn ensure_hourly(app: &App) -> Result<(), Fault> {
    let mut tx = app.db.begin().await?;
    tx.enqueue(Job::hourly(REMIND, app.clock().now())).await?;
    tx.commit_bookkeeping(Bookkeeping::Jobs).await
}

/// The job's work.
pub(super) async fn remind(app: &App) -> Result<(), Fault> {
    let all = people(&app.db).await?;
    let today = app.clock().now().day();
    let month = today.format("%Y-%m").to_string();
    let tree = app.tree();
    let mut tellings = Vec::new();
    for lack in lacking(&tree, &all, today) {
        let Some(unit) = tree.unit(lack.unit) else { continue };
        let mut who: Vec<AccountId> = holders_of_unit(app, Right::FileStaff, unit.id).await?;
        who.extend(holders_of_unit(app, Right::AcknowledgeStaff, unit.id).await?);
        who.sort_unstable();
        who.dedup();
        let args = [
            ("unit", unit.name.clone().into()),
            ("post", app.messages.t(lack.post.key(), &[]).into()),
        ];
        let title = app.messages.t("unit-staff-reminder", &args);
        tellings.extend(who.into_iter().map(|account| Telling {
            account,
            event: Event::Filing,
            title: title.clone(),
            url: format!("/unit-staff/{}", unit.code),
            facts: Facts::default(),
            mark: format!("staff-lack:{}:{}:{month}", unit.code, lack.post.word()),
            about: None,
        }));
    }
    if tellings.is_empty() {
        return Ok(());
    }
    tell(&app.db, Offered::of(app), &tellings, None).await.map(|_| ())
}
