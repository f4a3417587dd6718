//! Which days may be promised.

use chrono::{Days, NaiveDate};
use proptest::prelude::*;

use super::promises::{PromiseForm, PromiseRefusal};

fn promised(today: NaiveDate, in_days: i64, reason: &str) -> Vec<PromiseRefusal> {
    let distance = Days::new(in_days.unsigned_abs());
    let due_on = if in_days < 0 { today - distance } else { today + distance };
    PromiseForm { due_on, reason: reason.to_owned() }.problems(today, 30)
}

proptest! {
    #[test]
    fn a_promise_is_for_today_or_later_and_within_the_limit(
        day in 0_u64..1_500, in_days in -60_i64..90,
    ) {
        let today = NaiveDate::from_ymd_opt(2024, 1, 1).unwrap() + Days::new(day);
        let problems = promised(today, in_days, "文稿待核");
        prop_assert_eq!(problems.contains(&PromiseRefusal::DayPast), in_days < 0);
        prop_assert_eq!(problems.contains(&PromiseRefusal::DayTooFar), in_days > 30);
        prop_assert_eq!(problems.is_empty(), (0..=30).contains(&in_days));
    }
}

#[test]
fn a_promise_without_a_reason_is_none() {
    let today = NaiveDate::from_ymd_opt(2026, 11, 23).unwrap();
    assert_eq!(promised(today, 3, "  "), [PromiseRefusal::ReasonMissing]);
}
