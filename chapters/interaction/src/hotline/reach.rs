//! Which letters a system finds: those that it sent; with the wider right also where those of its unit
//! and of the units below stand, without what people wrote.

use cases::cases::{CaseRecord, by_receipt};
use cases::sources::{Reach, number_in};
use structure::api_keys::KeyUse;
use structure::{UnitId, Visitor};
use web::{Error, Refusal};

use crate::kind::LETTERS;
use crate::systems::System;

/// A letter that a system found.
pub(super) struct Found {
    pub record: CaseRecord,
    /// The system's own number; none: another's letter.
    pub number: Option<String>,
}

/// The units whose letters a system may follow.
fn units(visitor: &Visitor, system: &System) -> Option<Vec<UnitId>> {
    let wide = system.key.used_for == KeyUse::UnitCases;
    wide.then(|| visitor.tree.unit_subtree(system.key.unit_id).into_iter().map(UnitId).collect())
}

/// What a system may follow.
pub(super) fn reach<'a>(visitor: &Visitor, system: &'a System) -> Reach<'a> {
    match units(visitor, system) {
        Some(units) => Reach::Units { system: &system.word, kind: LETTERS.code, units },
        None => Reach::Own(&system.word),
    }
}

/// A letter by its receipt number. What a system may not find is not there.
pub(super) async fn found(
    visitor: &Visitor,
    system: &System,
    receipt: &str,
) -> Result<Found, Error> {
    let record = by_receipt(&visitor.app.db, receipt).await?;
    let record = record.filter(|record| record.kind == LETTERS.code);
    let record = record.ok_or_else(Refusal::not_found)?;
    within(visitor, system, record).await?.ok_or_else(|| Refusal::not_found().into())
}

/// The letter, if the system may find it.
pub(super) async fn within(
    visitor: &Visitor,
    system: &System,
    record: CaseRecord,
) -> Result<Option<Found>, Error> {
    let number = number_in(&visitor.app.db, record.id, &system.word).await?;
    let wide = units(visitor, system).is_some_and(|units| units.contains(&record.unit_id));
    Ok((number.is_some() || wide).then_some(Found { record, number }))
}

/// A letter that the system sent itself: only for it may it speak.
pub(super) async fn own(
    visitor: &Visitor,
    system: &System,
    receipt: &str,
) -> Result<CaseRecord, Error> {
    let found = found(visitor, system, receipt).await?;
    if found.number.is_none() {
        return Err(Refusal::forbidden().saying("hotline-not-own").into());
    }
    Ok(found.record)
}
