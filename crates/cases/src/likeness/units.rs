//! Which unit usually handles the like: the nearest cases that units have taken on vote, each with
//! the weight of its likeness. The guess is shown with its reasons; nothing is assigned by it.

use std::collections::BTreeMap;

use structure::UnitId;

use super::neighbours::Alike;

/// Neighbours that vote.
const VOTERS: usize = 12;
/// Votes below this, together, are chance.
const LEAST_VOTES: usize = 2;

/// A case that speaks for the guess.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Reason {
    /// Its receipt number.
    pub receipt: String,
    /// Its title.
    pub title: String,
    /// How like it is, in percent.
    pub share: u32,
}

/// A unit, how sure the guess is, and why.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct UnitGuess {
    /// The unit.
    pub unit: UnitId,
    /// Its part of all votes, in percent.
    pub confidence: u32,
    /// Cases that voted for it.
    pub votes: usize,
    /// Cases that voted.
    pub voters: usize,
    /// Those that voted for it, the likest first.
    pub reasons: Vec<Reason>,
}

/// The unit that handled most of the likest cases; none where too few are like enough.
pub fn guess_unit(alike: &[Alike]) -> Option<UnitGuess> {
    let voters: Vec<&Alike> =
        alike.iter().filter(|one| one.settled && one.near).take(VOTERS).collect();
    let mut weights: BTreeMap<UnitId, u32> = BTreeMap::new();
    for voter in &voters {
        *weights.entry(voter.unit).or_default() += voter.share.max(1);
    }
    let all: u32 = weights.values().sum();
    let (unit, weight) =
        weights.into_iter().max_by_key(|(unit, weight)| (*weight, std::cmp::Reverse(*unit)))?;
    let own: Vec<&&Alike> = voters.iter().filter(|one| one.unit == unit).collect();
    if own.len() < LEAST_VOTES {
        return None;
    }
    let reason = |one: &&&Alike| Reason {
        receipt: one.receipt.clone(),
        title: one.title.clone(),
        share: one.share,
    };
    Some(UnitGuess {
        unit,
        confidence: (weight * 100).checked_div(all).unwrap_or(0),
        votes: own.len(),
        voters: voters.len(),
        reasons: own.iter().map(reason).collect(),
    })
}
