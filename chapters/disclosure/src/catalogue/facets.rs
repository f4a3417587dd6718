//! The facets as a page shows them: options with addresses and counts.

use documents::kinds::{ChoiceLabel, Kinds, Validity};
use platform::Fault;
use serde_json::{Value, json};
use structure::ColumnId;
use structure::visitor::Visitor;

use super::asked::Asked;
use super::counting::Counts;
use super::rows::{kind_name, validity_name};
use crate::policies::subjects;

/// Options shown before the rest is folded away.
const SHOWN: usize = 10;

/// A choice on offer.
struct Offered {
    value: String,
    label: String,
    count: i64,
    chosen: bool,
}

/// Every facet that has something to offer. `unit` is left out in a unit's own catalogue.
pub(super) fn facets(
    visitor: &Visitor,
    asked: &Asked,
    counts: &Counts,
    (categories, of_unit): (&[ColumnId], bool),
) -> Result<Vec<Value>, Fault> {
    let all = [
        ("column", columns(visitor, asked, counts, categories)),
        ("subject", by_subject(asked, counts)),
        ("unit", if of_unit { Vec::new() } else { units(visitor, asked, counts) }),
        ("year", years(asked, counts)),
        ("validity", validities(visitor, asked, counts)),
        ("kind", kinds(visitor, asked, counts)?),
    ];
    let facet = |(name, options): (&str, Vec<Offered>)| {
        let options: Vec<Offered> =
            options.into_iter().filter(|one| one.count > 0 || one.chosen).collect();
        let worth = options.len() > 1 || options.iter().any(|one| one.chosen);
        worth.then(|| shown(visitor, asked, name, &options))
    };
    Ok(all.into_iter().filter_map(facet).collect())
}

fn shown(visitor: &Visitor, asked: &Asked, name: &str, options: &[Offered]) -> Value {
    let option = |one: &Offered| {
        json!({
            "label": one.label, "count": one.count, "selected": one.chosen,
            "url": asked.url(visitor, name, Some(&one.value).filter(|_| !one.chosen).map(String::as_str)),
        })
    };
    // Two or three more are not worth a fold.
    let cut = if options.len() > SHOWN + 3 { SHOWN } else { options.len() };
    let (first, rest) = options.split_at(cut);
    json!({
        "name": name, "label": visitor.app.messages.t(&format!("catalogue-facet-{name}"), &[]),
        "options": first.iter().map(option).collect::<Vec<_>>(),
        "more": rest.iter().map(option).collect::<Vec<_>>(),
        "more_open": rest.iter().any(|one| one.chosen),
        "clear_url": options.iter().any(|one| one.chosen).then(|| asked.url(visitor, name, None)),
    })
}

/// The categories on offer: those above a chosen one stand before it, those below it behind.
fn columns(
    visitor: &Visitor,
    asked: &Asked,
    counts: &Counts,
    categories: &[ColumnId],
) -> Vec<Offered> {
    let offered = categories.iter().filter_map(|id| visitor.tree.column(*id));
    offered
        .map(|column| {
            let chosen = asked.choice.column == Some(column.id);
            // The chosen one also holds what stands below it.
            let below = || counts.columns.get(&column.id).copied().unwrap_or(0);
            Offered {
                value: column.path.clone(),
                label: column.name.clone(),
                count: if chosen { counts.found } else { below() },
                chosen,
            }
        })
        .collect()
}

fn by_subject(asked: &Asked, counts: &Counts) -> Vec<Offered> {
    subjects()
        .iter()
        .filter_map(|one| {
            let ChoiceLabel::Words(label) = &one.label else { return None };
            Some(Offered {
                value: one.value.to_string(),
                label: label.clone(),
                count: counts.subjects.get(one.value.as_ref()).copied().unwrap_or(0),
                chosen: asked.choice.subject == Some(one.value.as_ref()),
            })
        })
        .collect()
}

fn units(visitor: &Visitor, asked: &Asked, counts: &Counts) -> Vec<Offered> {
    let offered = visitor.tree.units().iter().map(|unit| Offered {
        value: unit.code.clone(),
        label: unit.name.clone(),
        count: counts.units.get(&unit.id).copied().unwrap_or(0),
        chosen: asked.choice.unit == Some(unit.id),
    });
    let mut offered: Vec<Offered> = offered.collect();
    // Those with most first: the sort is stable, equals keep the order of the register.
    offered.sort_by_key(|one| std::cmp::Reverse(one.count));
    offered
}

fn years(asked: &Asked, counts: &Counts) -> Vec<Offered> {
    let mut years = counts.years.clone();
    if let Some(chosen) = asked.choice.year {
        years.entry(chosen).or_default();
    }
    years
        .into_iter()
        .rev()
        .map(|(year, count)| Offered {
            value: year.to_string(),
            label: year.to_string(),
            count,
            chosen: asked.choice.year == Some(year),
        })
        .collect()
}

fn validities(visitor: &Visitor, asked: &Asked, counts: &Counts) -> Vec<Offered> {
    Validity::ALL
        .iter()
        .map(|one| Offered {
            value: one.word().to_owned(),
            label: validity_name(visitor, one.word()),
            count: counts.validities.get(one.word()).copied().unwrap_or(0),
            chosen: asked.choice.validity == Some(*one),
        })
        .collect()
}

fn kinds(visitor: &Visitor, asked: &Asked, counts: &Counts) -> Result<Vec<Offered>, Fault> {
    let kinds: &Kinds = visitor.app.registers.get()?;
    kinds
        .all()
        .iter()
        .map(|kind| {
            Ok(Offered {
                value: kind.code.to_owned(),
                label: kind_name(visitor, kind.code)?,
                count: counts.kinds.get(kind.code).copied().unwrap_or(0),
                chosen: asked.choice.kind == Some(kind.code),
            })
        })
        .collect()
}
