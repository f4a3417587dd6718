//! Who is told of what is new: those who write for the unit, and for the whole site those who keep its
//! checks. One notice for each inspection, however much it found.

use std::collections::{BTreeMap, BTreeSet};

use notices::{Event, Facts, Offered, Telling, tell};
use platform::{Fault, Time};
use structure::holders::holders_of_unit;
use structure::{AccountId, App, Right, UnitId};

use super::model::Inspection;
use super::owners::top_unit;
use crate::norm_check::{Finding, Owner};

/// Tells the owners of what is new.
pub async fn tell_owners(
    app: &App,
    one: &Inspection,
    owned: &[(&Finding, Owner, Time)],
) -> Result<(), Fault> {
    let mut counts: BTreeMap<UnitId, i64> = BTreeMap::new();
    for (_, owner, _) in owned {
        *counts.entry(owner.unit).or_default() += 1;
    }
    let mut tellings = Vec::new();
    for (unit, count) in counts {
        let title = app.messages.t("inspection-told", &[("count", count.into())]);
        let url = app.tree().unit(unit).map_or_else(
            || format!("/inspections/{}", one.id),
            |unit| format!("/inspections/{}?unit={}", one.id, unit.code),
        );
        for account in owners(app, unit).await? {
            tellings.push(Telling {
                account,
                event: Event::Finding,
                title: title.clone(),
                url: url.clone(),
                facts: Facts::default(),
                mark: format!("inspection-{}-{unit}", one.id),
                about: None,
            });
        }
    }
    if tellings.is_empty() {
        return Ok(());
    }
    tell(&app.db, Offered::of(app), &tellings, None).await.map(|_| ())
}

async fn owners(app: &App, unit: UnitId) -> Result<BTreeSet<AccountId>, Fault> {
    let mut found: BTreeSet<AccountId> =
        holders_of_unit(app, Right::WriteDocuments, unit).await?.into_iter().collect();
    if Some(unit) == top_unit(&app.tree()) || found.is_empty() {
        found.extend(holders_of_unit(app, Right::MaintainChecks, unit).await?);
    }
    Ok(found)
}
