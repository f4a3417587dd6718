//! Who is told of a filing: the e-government office, then who filed it.

use notices::{Event, Facts, Offered, Telling, silence, tell};
use platform::Fault;
use structure::holders::holders_of_unit;
use structure::{AccountId, App, Right};

use super::model::{FilingId, FilingState};
use super::store::filing;

/// Tells whoever should know where the filing stands now.
pub(super) async fn tell_of(app: &App, id: FilingId) -> Result<(), Fault> {
    let Some(filing) = filing(&app.db, id).await? else { return Ok(()) };
    let about = format!("staff-filing-{id}");
    let waits = filing.state == FilingState::Filed;
    let accounts: Vec<AccountId> = if waits {
        let mut all = holders_of_unit(app, Right::AcknowledgeStaff, filing.unit_id).await?;
        all.retain(|account| Some(*account) != filing.author_id);
        all
    } else {
        silence(&app.db, &about).await?;
        let told = filing.state != FilingState::Withdrawn;
        filing.author_id.filter(|_| told).into_iter().collect()
    };
    let unit = app.tree().unit(filing.unit_id).map(|unit| unit.name.clone()).unwrap_or_default();
    let args = [
        ("unit", unit.into()),
        ("post", app.messages.t(filing.post.key(), &[]).into()),
        ("state", app.messages.t(&filing.state.key(), &[]).into()),
    ];
    let title = app.messages.t("staff-filing-notice", &args);
    let tellings: Vec<Telling> = accounts
        .into_iter()
        .map(|account| Telling {
            account,
            event: Event::Filing,
            title: title.clone(),
            url: format!("/staff-filings/{id}"),
            facts: Facts::default(),
            mark: format!("staff-filing-{id}-{}", filing.state.word()),
            about: waits.then(|| about.clone()),
        })
        .collect();
    if tellings.is_empty() {
        return Ok(());
    }
    tell(&app.db, Offered::of(app), &tellings, None).await.map(|_| ())
}
