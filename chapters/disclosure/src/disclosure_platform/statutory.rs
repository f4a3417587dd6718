//! 法定主动公开内容, by category and by unit, with how many documents each holds.

use std::collections::HashMap;

use platform::Fault;
use serde_json::{Value, json};
use structure::units::{Unit, UnitKind};
use structure::visitor::Visitor;
use structure::{ColumnId, UnitId};
use web::template_functions::query_encode;

use super::sections::Section;
use crate::catalogue::{Catalogue, Reach};

/// How many documents stand in each category and come from each unit.
#[derive(Debug, Default)]
pub(super) struct Held {
    columns: HashMap<ColumnId, i64>,
    units: HashMap<UnitId, i64>,
    pub total: usize,
}

impl Held {
    /// Counts what a site's platform holds.
    pub(super) async fn of(visitor: &Visitor, reach: &Reach) -> Result<Self, Fault> {
        let catalogue: &Catalogue = visitor.app.registers.get()?;
        let entries = catalogue.entries(&visitor.app.db).await?;
        let mut held = Self::default();
        for entry in entries.iter().filter(|entry| reach.holds(entry)) {
            held.total += 1;
            *held.units.entry(entry.unit).or_default() += 1;
            // A document listed twice below one category is there once.
            let above = entry.columns.iter().flat_map(|id| visitor.tree.path_to(*id));
            let mut above: Vec<ColumnId> = above.map(|column| column.id).collect();
            above.sort_unstable();
            above.dedup();
            for column in above {
                *held.columns.entry(column).or_default() += 1;
            }
        }
        Ok(held)
    }

    fn in_column(&self, id: ColumnId) -> i64 {
        self.columns.get(&id).copied().unwrap_or(0)
    }
}

/// The statutory categories, each with those below it.
pub(super) fn categories(visitor: &Visitor, reach: &Reach, held: &Held) -> Vec<Value> {
    let tree = &visitor.tree;
    let Some(statutory) = Section::Statutory.column(tree, reach.site) else { return Vec::new() };
    let narrowed = reach.units.is_some();
    tree.children(reach.site, Some(statutory.id))
        .into_iter()
        // On a unit's own site an empty category of the whole district says nothing.
        .filter(|column| !narrowed || held.in_column(column.id) > 0)
        .map(|column| {
            let url = |path: &str| visitor.url(&format!("catalogue?column={}", query_encode(path)));
            let below: Vec<Value> = tree
                .children(reach.site, Some(column.id))
                .into_iter()
                .map(|one| {
                    json!({
                        "name": one.name, "url": url(&one.path), "count": held.in_column(one.id),
                    })
                })
                .collect();
            json!({
                "name": column.name, "description": column.description, "below": below,
                "url": url(&column.path), "count": held.in_column(column.id),
            })
        })
        .collect()
}

/// The units by what they are, each with its own catalogue.
pub(super) fn units(visitor: &Visitor, reach: &Reach, held: &Held) -> Vec<Value> {
    let within = |unit: &&Unit| reach.units.as_ref().is_none_or(|units| units.contains(&unit.id));
    let one = |unit: &Unit| {
        json!({
            "name": unit.name, "url": visitor.url(&format!("catalogue/units/{}", unit.code)),
            "count": held.units.get(&unit.id).copied().unwrap_or(0),
        })
    };
    UnitKind::ALL
        .iter()
        .filter_map(|kind| {
            let units = visitor.tree.units().iter().filter(within);
            let units: Vec<Value> = units.filter(|unit| unit.kind == *kind).map(one).collect();
            let name = visitor.app.messages.t(&format!("disclosure-units-{}", kind.word()), &[]);
            (!units.is_empty()).then(|| json!({ "name": name, "units": units }))
        })
        .collect()
}
