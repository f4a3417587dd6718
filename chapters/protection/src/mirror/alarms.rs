//! An altered mirror is an attack until somebody has looked: the journal holds what was found, and
//! both administrators who can act are told by the ways they have chosen.

use notices::{Event, Facts, Offered, Telling, tell};
use platform::{Actor, Entry, Fault};
use serde_json::json;
use structure::App;
use structure::accounts::{AccountState, all_accounts};
use structure::rights::Administrator;

use super::guarding::Deviations;

/// Paths that an entry names; the evidence folder holds all.
const NAMED: usize = 20;

/// Writes down and tells what was found and put right.
pub(super) async fn raise(app: &App, found: &Deviations) -> Result<(), Fault> {
    let names = |list: &[String]| list.iter().take(NAMED).cloned().collect::<Vec<_>>();
    tracing::error!(
        altered = found.altered.len(), added = found.added.len(), missing = found.missing.len(),
        first = ?found.first(), "the mirror was altered from outside and has been put right"
    );
    metrics::counter!("mirror_alterations_total").increment(found.count() as u64);
    let detail = json!({
        "altered": found.altered.len(), "added": found.added.len(), "missing": found.missing.len(),
        "files": names(&[found.altered.as_slice(), &found.added, &found.missing].concat()),
    });
    let entry = Entry::new(Actor::System, "mirror.repaired", "mirror", 1_i64).detail(detail);
    let seq = app.db.begin().await?.commit(entry).await?;
    let mut tellings = Vec::new();
    for account in all_accounts(&app.db).await? {
        let acts =
            matches!(account.administrator, Some(Administrator::System | Administrator::Security));
        if acts && account.state == AccountState::Active {
            tellings.push(Telling {
                account: account.id,
                event: Event::Alarm,
                title: app.messages.t("mirror-repaired", &[("files", count(found).into())]),
                url: "/journal?verb=mirror.repaired".to_owned(),
                facts: Facts::default(),
                mark: format!("mirror-{seq}"),
                about: None,
            });
        }
    }
    tell(&app.db, Offered::of(app), &tellings, None).await.map(drop)
}

fn count(found: &Deviations) -> i64 {
    i64::try_from(found.count()).unwrap_or(i64::MAX)
}
