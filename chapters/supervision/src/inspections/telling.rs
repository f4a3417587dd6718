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
    // Where nobody writes for a unit, the portal office is told, in one notice.
    let top = top_unit(&app.tree());
    let mut told: BTreeMap<UnitId, (i64, BTreeSet<AccountId>)> = BTreeMap::new();
    for (unit, count) in counts {
        let writers = holders_of_unit(app, Right::WriteDocuments, unit).await?;
        let unit = if writers.is_empty() { top.unwrap_or(unit) } else { unit };
        let entry = told.entry(unit).or_default();
        entry.0 += count;
        entry.1.extend(writers);
    }
    let mut tellings = Vec::new();
    for (unit, (count, mut people)) in told {
        if Some(unit) == top {
            people.extend(holders_of_unit(app, Right::MaintainChecks, unit).await?);
        }
        let title = app.messages.t("inspection-told", &[("count", count.into())]);
        let tree = app.tree();
        let own = tree.unit(unit).filter(|_| Some(unit) != top);
        let query = own.map(|unit| format!("?unit={}", unit.code)).unwrap_or_default();
        let url = format!("/inspections/{}{query}", one.id);
        for account in people {
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
