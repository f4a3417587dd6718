//! Who is told of a banner: those who may sign it, at once and again when a signature is late.

use ::notices::{Event, Facts, Offered, Telling, tell};
use platform::Fault;
use structure::holders::holders_of_unit;
use structure::{App, Right};

use super::model::Banner;

/// Tells everybody else who may sign that a banner is up.
pub(super) async fn raised(app: &App, banner: &Banner) -> Result<(), Fault> {
    tell_signers(app, banner, Event::Assigned).await
}

/// Tells them again that the signature is late.
pub(super) async fn late(app: &App, banner: &Banner) -> Result<(), Fault> {
    tell_signers(app, banner, Event::Late).await
}

async fn tell_signers(app: &App, banner: &Banner, event: Event) -> Result<(), Fault> {
    let tree = app.tree();
    let mut accounts = Vec::new();
    for top in tree.units().iter().filter(|unit| unit.parent_id.is_none()) {
        accounts.extend(holders_of_unit(app, Right::SignEmergency, top.id).await?);
    }
    accounts.retain(|account| *account != banner.raised_by);
    accounts.sort();
    accounts.dedup();
    let id = banner.id;
    let tellings: Vec<Telling> = accounts
        .into_iter()
        .map(|account| Telling {
            account,
            event,
            title: banner.text.clone(),
            url: format!("/banners/{id}"),
            facts: Facts::default(),
            mark: format!("banner-{id}-{}", event.word()),
            about: Some(format!("banner-{id}")),
        })
        .collect();
    if tellings.is_empty() {
        return Ok(());
    }
    tell(&app.db, Offered::of(app), &tellings, None).await.map(|_| ())
}
