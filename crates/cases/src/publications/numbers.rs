//! The numbers of a kind of case, from the cases themselves.

use std::collections::BTreeMap;

use platform::{Db, Fault, Time};
use structure::{Scope, UnitId};

use super::store::numbers::{Figure, figures, open_figures};
use crate::cases::CaseState;
use crate::clocks::{Urgency, urgency};

/// What a year or any other span looks like.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Numbers {
    /// Came.
    pub received: usize,
    /// Were answered.
    pub answered: usize,
    /// Are under way.
    pub open: usize,
    /// Ended otherwise.
    pub closed: usize,
    /// Were answered in time.
    pub in_time: usize,
    /// Half of the answers took at most so many hours.
    pub median_hours: Option<i64>,
    /// Rated.
    pub rated: usize,
    /// Rated satisfied or better: 3 of 5 and more.
    pub content: usize,
    /// By theme, the most frequent first.
    pub themes: Vec<(String, usize)>,
    /// By unit, the most frequent first.
    pub units: Vec<(UnitId, usize)>,
    /// By month, `2026-11`, oldest first: came and were answered.
    pub months: Vec<(String, usize, usize)>,
}

impl Numbers {
    /// Percent, whole.
    pub fn share(part: usize, whole: usize) -> Option<usize> {
        (whole > 0).then(|| (part * 100 + whole / 2) / whole)
    }
}

/// The numbers of the cases that came since a moment.
pub async fn numbers(db: &Db, kind: &str, since: Time) -> Result<Numbers, Fault> {
    Ok(count(&figures(db, kind, since).await?))
}

fn count(rows: &[Figure]) -> Numbers {
    let of = |fits: &dyn Fn(&Figure) -> bool| rows.iter().filter(|row| fits(row)).count();
    let mut hours: Vec<i64> = rows
        .iter()
        .filter_map(|row| Some(row.answered_at?.seconds_since(row.received_at) / 3_600))
        .collect();
    hours.sort_unstable();
    let mut months: BTreeMap<String, (usize, usize)> = BTreeMap::new();
    for row in rows {
        months.entry(month(row.received_at)).or_default().0 += 1;
        if let Some(at) = row.answered_at {
            months.entry(month(at)).or_default().1 += 1;
        }
    }
    Numbers {
        received: rows.len(),
        answered: of(&|row| row.state == CaseState::Answered),
        open: of(&|row| row.state.is_open()),
        closed: of(&|row| row.state == CaseState::Closed),
        in_time: of(&|row| row.answered_at.zip(row.answer_due).is_some_and(|(at, due)| at <= due)),
        median_hours: hours.get(hours.len().saturating_sub(1) / 2).copied(),
        rated: of(&|row| row.rating.is_some()),
        content: of(&|row| row.rating.is_some_and(|rating| rating >= 3)),
        themes: ranked(rows.iter().map(|row| row.theme.clone())),
        units: ranked(rows.iter().map(|row| row.unit_id)),
        months: months.into_iter().map(|(month, (came, left))| (month, came, left)).collect(),
    }
}

fn month(at: Time) -> String {
    at.day().format("%Y-%m").to_string()
}

fn ranked<T: Ord + Clone>(words: impl Iterator<Item = T>) -> Vec<(T, usize)> {
    let mut counts: BTreeMap<T, usize> = BTreeMap::new();
    for word in words {
        *counts.entry(word).or_default() += 1;
    }
    let mut ranked: Vec<(T, usize)> = counts.into_iter().collect();
    ranked.sort_by_key(|(_, count)| std::cmp::Reverse(*count));
    ranked
}

/// What a unit has in hand.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct UnitLoad {
    /// The unit.
    pub unit: UnitId,
    /// Under way.
    pub open: usize,
    /// Near their deadline.
    pub near: usize,
    /// Past it.
    pub late: usize,
    /// Waiting for the holder.
    pub waiting: usize,
    /// Answered in the last thirty days.
    pub answered: usize,
}

/// What each unit within a scope has in hand, the latest first.
pub async fn workload(db: &Db, scope: &Scope, now: Time) -> Result<Vec<UnitLoad>, Fault> {
    let rows = open_figures(db, scope, now.plus_days(-30)).await?;
    let mut loads: BTreeMap<UnitId, UnitLoad> = BTreeMap::new();
    for row in rows {
        let empty =
            UnitLoad { unit: row.unit_id, open: 0, near: 0, late: 0, waiting: 0, answered: 0 };
        let load = loads.entry(row.unit_id).or_insert(empty);
        if row.state == CaseState::Answered {
            load.answered += 1;
            continue;
        }
        load.open += 1;
        load.waiting += usize::from(row.state == CaseState::Waiting);
        match row.due().map(|due| urgency(due, now)) {
            Some(Urgency::Late) => load.late += 1,
            Some(Urgency::Near) => load.near += 1,
            Some(Urgency::Calm) | None => {}
        }
    }
    let mut loads: Vec<UnitLoad> = loads.into_values().collect();
    loads.sort_by_key(|load| std::cmp::Reverse((load.late, load.near, load.open)));
    Ok(loads)
}
