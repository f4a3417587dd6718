//! A question whose day is past leaves the suggestions by itself; those who keep it are told once,
//! and its page says from then on that it is being read again.

use notices::{Event, Facts, Offered, Telling, tell};
use platform::Fault;
use structure::holders::holders;
use structure::{App, Right};

use super::model::{is_current, review_by};
use super::store::{all_live, note_lapse};

/// The job's work. May run twice.
pub(super) async fn note(app: &App) -> Result<(), Fault> {
    let today = app.clock().now().day();
    for item in all_live(&app.db).await? {
        if is_current(&item.card, today) {
            continue;
        }
        let day = review_by(&item.card).map(|day| day.to_string()).unwrap_or_default();
        if note_lapse(&app.db, &item, &day).await?.is_none() {
            continue;
        }
        let people = holders(app, Right::WriteDocuments, item.unit_id, item.column_id).await?;
        let telling = |account| Telling {
            account,
            event: Event::Late,
            title: item.card.title.clone(),
            url: format!("/documents/{}", item.key),
            facts: Facts { due: Some(day.clone()), ..Facts::default() },
            mark: format!("knowledge-{}-{day}", item.id),
            about: Some(format!("knowledge-{}", item.id)),
        };
        let tellings: Vec<Telling> = people.into_iter().map(telling).collect();
        if !tellings.is_empty() {
            tell(&app.db, Offered::of(app), &tellings, None).await?;
        }
    }
    Ok(())
}
