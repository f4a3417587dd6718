//! What counts, and from when.

use chrono::NaiveDate;
use documents::documents::DocumentState;
use platform::Time;
use structure::{ColumnId, UnitId};

use super::model::{Item, Reason, belongs, days, formed_on};
use crate::withholdings::WithholdingState;

fn day(text: &str) -> NaiveDate {
    text.parse().unwrap()
}

#[test]
fn it_counts_from_the_day_it_was_formed() {
    let begun = Time::from_day(day("2026-10-12"));
    assert_eq!(formed_on(None, begun, None), day("2026-10-12"));
    assert_eq!(formed_on(Some("2026-10-09"), begun, None), day("2026-10-09"));
    assert_eq!(formed_on(Some("2027-10-09"), begun, None), day("2026-10-12"));
    let down = Time::from_day(day("2026-11-01"));
    assert_eq!(formed_on(Some("2026-10-09"), begun, Some(down)), day("2026-11-01"));
}

#[test]
fn late_is_after_twenty_working_days_unless_a_ground_was_confirmed() {
    assert_eq!(days(), 20);
    let formed = Time::from_day(day("2026-10-12"));
    let due = cases::clocks::working_days_after(formed, days());
    let mut item = Item {
        reason: Reason::Draft,
        document: None,
        title: "甲".to_owned(),
        kind: String::new(),
        unit: UnitId(1),
        column: ColumnId(1),
        formed_on: formed.day(),
        due,
        withholding: None,
    };
    assert!(!belongs(&item, due));
    let late = due.plus_days(3);
    assert!(belongs(&item, late));
    assert_eq!(item.days_late(late), 3);
    item.withholding = Some(WithholdingState::Proposed);
    assert!(belongs(&item, late));
    item.withholding = Some(WithholdingState::Confirmed);
    assert!(!belongs(&item, late));
}

#[test]
fn every_state_that_is_not_live_has_a_reason() {
    for state in DocumentState::ALL {
        assert_eq!(Reason::of(*state).is_none(), *state == DocumentState::Published);
    }
}
