//! Deadlines in working days, and the pause that moves them.

use platform::Time;
use proptest::prelude::*;

use super::{Urgency, after_pause, urgency, working_days_after};

fn at(text: &str) -> Time {
    Time::parse_local(text).unwrap()
}

#[test]
fn a_day_is_not_counted_and_weekends_are_left_out() {
    // 23 November 2026 is a Monday.
    assert_eq!(working_days_after(at("2026-11-23T09:00"), 1).second(), "2026-11-24 23:59:59");
    assert_eq!(working_days_after(at("2026-11-27T09:00"), 1).second(), "2026-11-30 23:59:59");
    assert_eq!(working_days_after(at("2026-11-28T09:00"), 5).second(), "2026-12-04 23:59:59");
}

#[test]
fn colours_follow_the_hours_left() {
    let due = at("2026-11-30T23:59");
    assert_eq!(urgency(due, at("2026-11-26T09:00")), Urgency::Calm);
    assert_eq!(urgency(due, at("2026-11-29T09:00")), Urgency::Near);
    assert_eq!(urgency(due, at("2026-12-01T00:00")), Urgency::Late);
}

proptest! {
    #[test]
    fn more_days_are_later_and_a_pause_never_takes_time_away(
        hours in 0_i64..20_000, days in 1_u32..40, pause in 0_i64..900,
    ) {
        let from = at("2024-01-01T00:00").plus_seconds(hours * 3_600);
        let due = working_days_after(from, days);
        prop_assert!(due < working_days_after(from, days + 1));
        prop_assert!(due > from);
        let resumed = from.plus_seconds(pause * 3_600);
        let moved = after_pause(due, from, resumed);
        prop_assert!(moved >= due);
        prop_assert!(after_pause(due, from, from) == due);
    }
}
