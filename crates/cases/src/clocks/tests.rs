//! Deadlines in working days, and the pause that moves them.

use chinese_holiday::chinese_holiday;
use chrono::{Datelike, NaiveDate, Weekday};
use platform::Time;
use proptest::prelude::*;

use super::calendar::{current, read_years};
use super::due::recounted;
use super::year::{Year, YearRefusal};
use super::{Urgency, after_pause, is_known, urgency, working_days_after};

fn is_worked(day: NaiveDate) -> bool {
    current().is_worked(day)
}

/// What an independent calendar says; it ends on 25 December 2026, from where weekdays count.
fn worked_by_others(day: NaiveDate) -> bool {
    let (year, month, number) = (day.year(), day.month(), day.day());
    if day > NaiveDate::from_ymd_opt(2026, 12, 25).unwrap() {
        return !matches!(day.weekday(), Weekday::Sat | Weekday::Sun);
    }
    let day = (year.try_into().unwrap(), month.try_into().unwrap(), number.try_into().unwrap());
    chinese_holiday(day).is_workday()
}

fn days_of_four_years() -> impl Iterator<Item = NaiveDate> {
    let first = NaiveDate::from_ymd_opt(2024, 1, 1).unwrap();
    first.iter_days().take_while(|day| day.year() <= 2027)
}

#[test]
fn every_day_of_2024_to_2027_is_what_an_independent_calendar_says() {
    assert!(read_years(include_str!("calendar.toml")).is_ok());
    let wrong: Vec<_> =
        days_of_four_years().filter(|day| is_worked(*day) != worked_by_others(*day)).collect();
    assert!(wrong.is_empty(), "{wrong:?}");
}

#[test]
fn from_every_day_the_deadlines_of_the_norms_are_right() {
    for day in days_of_four_years() {
        for days in [1_u32, 5, 7, 15, 20] {
            let mut counted = day.iter_days().skip(1).filter(|day| worked_by_others(*day));
            let due = counted.nth(usize::try_from(days).unwrap() - 1).unwrap();
            let from = at(&format!("{day}T10:00"));
            assert_eq!(working_days_after(from, days).day(), due, "{days} after {day}");
        }
    }
}

#[test]
fn from_every_day_an_extension_adds_its_working_days_with_and_without_a_pause() {
    let later = |day: NaiveDate, days: usize| {
        let mut counted = day.iter_days().skip(1).filter(|day| worked_by_others(*day));
        if days == 0 { day } else { counted.nth(days - 1).unwrap() }
    };
    for day in days_of_four_years() {
        let from = at(&format!("{day}T10:00"));
        for (answer, extension) in [(15_u32, 15_u32), (3, 3), (20, 20)] {
            let due = working_days_after(from, answer);
            let whole = usize::try_from(answer + extension).unwrap();
            assert_eq!(working_days_after(due, extension).day(), later(day, whole), "{day}");
            // Asked on the next day, answered nine days after: the days between don't count.
            let (asked, back) = (from.plus_days(1), from.plus_days(10));
            let between = asked.day().iter_days().skip(1).take_while(|one| *one <= back.day());
            let stood = between.filter(|one| worked_by_others(*one)).count();
            let extended = working_days_after(after_pause(due, asked, back), extension);
            assert_eq!(extended.day(), later(day, whole + stood), "{day}");
        }
    }
}

#[test]
fn a_year_is_read_as_the_notice_is_copied_and_nonsense_is_refused() {
    let off = "元旦 2027-01-01 至 2027-01-03\n2027年2月6日至2027年2月12日 春节\n清明 2027-04-05";
    let year = Year::read(2027, off, "2027-02-14、2027年2月20日", "国办发明电〔2026〕1号").unwrap();
    assert_eq!(year.off.len(), 3);
    assert_eq!((year.off[1].name.as_str(), year.off[1].days().count()), ("春节", 7));
    assert_eq!(year.worked.len(), 2);
    let wrong =
        Year::read(2027, "元旦 2027-01-03 至 2027-01-01\n春节", "2027-02-15 2028-02-13", "");
    let wrong = wrong.unwrap_err();
    assert!(matches!(wrong[0], YearRefusal::Line(_)) && wrong.len() == 4, "{wrong:?}");
}

#[test]
fn a_deadline_is_counted_again_over_exactly_as_many_working_days() {
    use super::calendar::Calendar;
    let years = read_years(include_str!("calendar.toml")).unwrap();
    let old = Calendar::of(&years);
    let more = Year::read(2027, "春节 2027-02-06 至 2027-02-12", "2027-02-14", "").unwrap();
    let new = Calendar::of(&years.iter().cloned().chain([more]).collect::<Vec<_>>());
    let from = at("2027-02-01T10:00");
    let due = old.days_after(from, 5);
    // Monday to Friday 8–12 February become free, Sunday the 14th is worked in exchange.
    assert_eq!(due.date(), "2027-02-08");
    assert_eq!(recounted((from, due), (&old, &new)).date(), "2027-02-14");
    assert_eq!(recounted((from, new.days_after(from, 5)), (&new, &old)), due);
}

#[test]
fn a_year_that_is_not_entered_is_known_as_such() {
    let day = |year| NaiveDate::from_ymd_opt(year, 5, 1).unwrap();
    assert!(is_known(day(2026)) && !is_known(day(2027)));
}

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
        let (began, ended) = (from.day(), resumed.day());
        let stood = began.iter_days().skip(1).take_while(|day| *day <= ended);
        let stood = stood.filter(|day| worked_by_others(*day)).count();
        let mut later = due.day().iter_days().skip(1).filter(|day| worked_by_others(*day));
        let right = if stood == 0 { due.day() } else { later.nth(stood - 1).unwrap() };
        prop_assert_eq!(moved.day(), right);
    }
}
