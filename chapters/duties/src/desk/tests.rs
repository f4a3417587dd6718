//! Deadlines and promises in words.

use platform::Time;

use super::model::{DeskList, Freshness, Span, freshness};

fn at(text: &str) -> Time {
    Time::parse_local(text).unwrap()
}

#[test]
fn a_span_is_told_in_its_largest_unit() {
    let now = at("2026-11-23T12:00");
    let span = |then: &str| {
        let span = Span::until(at(then), now);
        (span.key(), span.count)
    };
    assert_eq!(span("2026-11-23T12:30"), ("desk-left-minutes".to_owned(), 30));
    assert_eq!(span("2026-11-23T14:59"), ("desk-left-hours".to_owned(), 2));
    assert_eq!(span("2026-11-25T12:00"), ("desk-left-days".to_owned(), 2));
    assert_eq!(span("2026-11-23T11:00"), ("desk-over-hours".to_owned(), 1));
    assert_eq!(span("2026-11-21T11:00"), ("desk-over-days".to_owned(), 2));
}

#[test]
fn a_column_is_warned_before_its_promise_breaks() {
    let now = at("2026-11-23T12:00");
    assert_eq!(freshness(at("2026-11-12T23:00"), 14, now), Freshness::Fresh);
    assert_eq!(freshness(at("2026-11-11T08:00"), 14, now), Freshness::Near(2));
    assert_eq!(freshness(at("2026-11-09T08:00"), 14, now), Freshness::Near(0));
    assert_eq!(freshness(at("2026-11-08T08:00"), 14, now), Freshness::Late(1));
    assert_eq!(freshness(at("2026-06-09T08:00"), 180, now), Freshness::Near(13));
}

#[test]
fn every_list_has_an_address_of_its_own() {
    for list in DeskList::ALL {
        assert_eq!(DeskList::parse(list.word()), Some(list));
    }
    assert_eq!(DeskList::parse("elsewhere"), None);
}
