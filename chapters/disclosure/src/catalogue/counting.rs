//! What is found under a choice, and how many would be found under each other choice: the count of
//! an option holds under what was chosen in all *other* facets. No I/O.

use std::collections::{BTreeMap, HashMap, HashSet};
use std::sync::Arc;

use chrono::NaiveDate;
use documents::kinds::Validity;
use structure::{ColumnId, UnitId};

use super::entry::Entry;
use super::reach::Reach;

/// What was chosen in each facet.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Choice {
    pub column: Option<ColumnId>,
    pub subject: Option<&'static str>,
    pub unit: Option<UnitId>,
    pub year: Option<i32>,
    pub validity: Option<Validity>,
    pub kind: Option<&'static str>,
}

/// A choice with what the column tree says of it.
pub(super) struct Question<'a> {
    pub reach: &'a Reach,
    pub choice: &'a Choice,
    /// The chosen column and everything below it.
    pub inside: Option<HashSet<ColumnId>>,
    /// Columns by the category on offer that they stand under.
    pub offered: HashMap<ColumnId, ColumnId>,
    pub today: NaiveDate,
}

/// How many each option would show.
#[derive(Debug, Default)]
pub(super) struct Counts {
    /// Documents under the whole choice.
    pub found: i64,
    pub columns: HashMap<ColumnId, i64>,
    pub subjects: BTreeMap<String, i64>,
    pub units: HashMap<UnitId, i64>,
    pub years: BTreeMap<i32, i64>,
    pub validities: HashMap<&'static str, i64>,
    pub kinds: BTreeMap<String, i64>,
}

/// Documents under the choice, in the order they were given, and the counts.
pub(super) fn ask(question: &Question<'_>, entries: &[Arc<Entry>]) -> (Vec<Arc<Entry>>, Counts) {
    let mut found = Vec::new();
    let mut counts = Counts::default();
    for entry in entries.iter().filter(|entry| question.reach.holds(entry)) {
        let fits = question.fits(entry);
        match fits.iter().filter(|fit| !**fit).count() {
            0 => {
                found.push(entry.clone());
                counts.found += 1;
                counts.add(question, entry, [true; 6]);
            }
            // It would be found if this one facet said otherwise.
            1 => counts.add(question, entry, fits.map(|fit| !fit)),
            _ => {}
        }
    }
    (found, counts)
}

impl Question<'_> {
    /// Whether a document fits each facet, in the order of the fields of [`Choice`].
    fn fits(&self, entry: &Entry) -> [bool; 6] {
        let choice = self.choice;
        [
            self.inside
                .as_ref()
                .is_none_or(|inside| entry.columns.iter().any(|column| inside.contains(column))),
            choice.subject.is_none_or(|subject| entry.subject() == Some(subject)),
            choice.unit.is_none_or(|unit| entry.unit == unit),
            choice.year.is_none_or(|year| entry.year() == year),
            choice.validity.is_none_or(|one| entry.validity(self.today) == Some(one)),
            choice.kind.is_none_or(|kind| entry.kind == kind),
        ]
    }
}

impl Counts {
    fn add(&mut self, question: &Question<'_>, entry: &Entry, into: [bool; 6]) {
        let [column, subject, unit, year, validity, kind] = into;
        if column {
            let offered: HashSet<ColumnId> = entry
                .columns
                .iter()
                .filter_map(|column| question.offered.get(column).copied())
                .collect();
            for column in offered {
                *self.columns.entry(column).or_default() += 1;
            }
        }
        if let Some(one) = entry.subject().filter(|_| subject) {
            bump(&mut self.subjects, one);
        }
        if unit {
            *self.units.entry(entry.unit).or_default() += 1;
        }
        if year {
            *self.years.entry(entry.year()).or_default() += 1;
        }
        if let Some(one) = entry.validity(question.today).filter(|_| validity) {
            *self.validities.entry(one.word()).or_default() += 1;
        }
        if kind {
            bump(&mut self.kinds, &entry.kind);
        }
    }
}

/// One more under a word; a word is only copied when it is new.
fn bump(counts: &mut BTreeMap<String, i64>, word: &str) {
    match counts.get_mut(word) {
        Some(count) => *count += 1,
        None => {
            counts.insert(word.to_owned(), 1);
        }
    }
}
