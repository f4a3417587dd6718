//! Which units have nobody in a post (article 7: a leader, and not fewer than one liaison).

use chrono::NaiveDate;
use structure::units::{Unit, UnitKind};
use structure::{Tree, UnitId};

use super::model::{Person, Post};

/// A post of a unit that nobody holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Lack {
    /// The unit.
    pub unit: UnitId,
    /// The post.
    pub post: Post,
}

/// Whether the article asks for people in this unit: departments and sub-districts, not the district
/// government itself.
pub fn is_bound(unit: &Unit) -> bool {
    unit.kind != UnitKind::Government
}

/// Every post that nobody holds on a day, unit by unit.
pub fn lacking(tree: &Tree, people: &[Person], day: NaiveDate) -> Vec<Lack> {
    let bound = tree.units().iter().filter(|unit| is_bound(unit));
    bound
        .flat_map(|unit| Post::BOUND.map(|post| Lack { unit: unit.id, post }))
        .filter(|lack| {
            let fills = |person: &Person| {
                person.unit_id == lack.unit && person.post == lack.post && person.holds(day)
            };
            !people.iter().any(fills)
        })
        .collect()
}

/// Who held the post before somebody: the one whose time ended last before theirs began.
pub fn predecessor<'a>(people: &'a [Person], person: &Person) -> Option<&'a Person> {
    let earlier = |one: &&Person| {
        one.unit_id == person.unit_id
            && one.post == person.post
            && one.id != person.id
            && one.valid_until.is_some_and(|last| last < person.valid_from)
    };
    people.iter().filter(earlier).max_by_key(|one| one.valid_until)
}
