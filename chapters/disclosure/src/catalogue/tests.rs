//! Counts and numbers.

use std::collections::{BTreeMap, HashMap, HashSet};
use std::sync::Arc;

use chrono::NaiveDate;
use documents::documents::Card;
use documents::ids::DocumentId;
use documents::kinds::Validity;
use platform::Time;
use structure::{ColumnId, SiteId, UnitId};

use super::counting::{Choice, Question, ask};
use super::entry::Entry;
use super::look_up::{Fit, fits, folded};
use super::reach::Reach;

const TODAY: &str = "2026-11-23";

fn entry(id: i64, unit: i64, subject: &str, columns: &[i64], validity: Validity) -> Arc<Entry> {
    let day: NaiveDate = "2025-05-01".parse().unwrap();
    Arc::new(Entry {
        id: DocumentId(id),
        kind: "policies".to_owned(),
        slug: format!("d{id}"),
        home: ColumnId(columns[0]),
        columns: columns.iter().map(|id| ColumnId(*id)).collect(),
        unit: UnitId(unit),
        index_number: None,
        published_at: Time::from_day(day),
        card: Card {
            validity: Some(validity),
            valid_until: Some("2026-11-22".parse().unwrap()),
            fields: BTreeMap::from([("subject_class".to_owned(), subject.to_owned())]),
            ..Card::default()
        },
    })
}

/// Columns 10 and 11 stand below 1; 2 is not in the catalogue.
fn district() -> (Reach, Vec<Arc<Entry>>) {
    let reach = Reach {
        site: SiteId(1),
        columns: HashSet::from([1, 10, 11].map(ColumnId)),
        units: None,
        categories: vec![ColumnId(10), ColumnId(11)],
    };
    let entries = vec![
        entry(1, 1, "02", &[10], Validity::InForce),
        entry(2, 1, "17", &[10, 11], Validity::Repealed),
        entry(3, 2, "17", &[11], Validity::InForce),
        entry(4, 2, "17", &[2], Validity::InForce),
    ];
    (reach, entries)
}

fn asked<'a>(reach: &'a Reach, choice: &'a Choice) -> Question<'a> {
    Question {
        reach,
        choice,
        inside: choice.column.map(|column| HashSet::from([column])),
        offered: HashMap::from([10, 11].map(|id| (ColumnId(id), ColumnId(id)))),
        today: TODAY.parse().unwrap(),
    }
}

#[test]
fn a_count_is_what_choosing_would_show() {
    let (reach, entries) = district();
    let units = [None, Some(UnitId(1)), Some(UnitId(2))];
    let subjects = [None, Some("02"), Some("17")];
    let columns = [None, Some(ColumnId(10)), Some(ColumnId(11))];
    let validities = [None, Some(Validity::Repealed), Some(Validity::Expired)];
    for unit in units {
        for subject in subjects {
            for column in columns {
                for validity in validities {
                    let choice = Choice { column, subject, unit, validity, ..Choice::default() };
                    let (_, counts) = ask(&asked(&reach, &choice), &entries);
                    let shown = |other: Choice| ask(&asked(&reach, &other), &entries).1.found;
                    for id in [1, 2].map(UnitId) {
                        let count = counts.units.get(&id).copied().unwrap_or(0);
                        assert_eq!(count, shown(Choice { unit: Some(id), ..choice.clone() }));
                    }
                    for class in ["02", "17"] {
                        let count = counts.subjects.get(class).copied().unwrap_or(0);
                        assert_eq!(count, shown(Choice { subject: Some(class), ..choice.clone() }));
                    }
                    for id in [10, 11].map(ColumnId) {
                        let count = counts.columns.get(&id).copied().unwrap_or(0);
                        assert_eq!(count, shown(Choice { column: Some(id), ..choice.clone() }));
                    }
                    for one in Validity::ALL {
                        let count = counts.validities.get(one.word()).copied().unwrap_or(0);
                        let other = Choice { validity: Some(*one), ..choice.clone() };
                        assert_eq!(count, shown(other));
                    }
                }
            }
        }
    }
}

#[test]
fn what_is_over_is_counted_as_over() {
    let (reach, entries) = district();
    let choice = Choice::default();
    let (found, counts) = ask(&asked(&reach, &choice), &entries);
    assert_eq!((found.len(), counts.found), (3, 3));
    assert_eq!(counts.validities.get("expired"), Some(&2));
    assert_eq!(counts.validities.get("repealed"), Some(&1));
    assert_eq!(counts.validities.get("in_force"), None);
}

#[test]
fn numbers_are_compared_as_people_write_them() {
    let wanted = folded(" 未政办发[2026] 8号 ");
    assert_eq!(fits("未政办发〔2026〕8号", &wanted), Some(Fit::Whole));
    assert_eq!(fits("未政办发〔2026〕18号", &folded("【２０２６】")), Some(Fit::Part));
    assert_eq!(fits("mzj-17-2026-0042", &folded("MZJ—17—2026—0042")), Some(Fit::Whole));
    assert_eq!(fits("mzj-17-2026-0042", &folded("0043")), None);
}
