//! The ways into the catalogue name only what guides can choose.

use documents::live::LiveItem;

use super::axes::{Axis, ways};
use super::model::{Guide, Sieve, at};
use crate::service_guides::list;

fn guide(title: &str, fields: &[(&str, &str)]) -> Guide {
    let fields: std::collections::BTreeMap<&str, &str> = fields.iter().copied().collect();
    let item: LiveItem = serde_json::from_value(serde_json::json!({
        "id": 1, "key": "k", "kind": "service_guides", "slug": "s", "site_id": 1, "column_id": 1,
        "unit_id": 1, "index_number": null, "published_at": 0, "updated_at": 0, "pinned": false,
        "card": { "title": title, "fields": fields },
    }))
    .unwrap();
    Guide { item }
}

#[test]
fn every_life_event_belongs_to_people_or_enterprises() {
    let named: Vec<&String> = ways().groups.iter().flat_map(|group| &group.events).collect();
    for event in list("life_events") {
        let count = named.iter().filter(|code| ***code == event.value).count();
        assert_eq!(count, 1, "{}", event.value);
    }
    assert_eq!(named.len(), list("life_events").len());
    for collection in &ways().collections {
        assert!(list("subjects").iter().any(|one| one.value == collection.subject));
    }
}

#[test]
fn guides_stand_at_each_of_their_places() {
    let guides = [
        guide("出生登记", &[("life_events", "birth"), ("visits", "1")]),
        guide("医保参保", &[("life_events", "birth;illness"), ("visits", "0")]),
    ];
    assert_eq!(at(&guides, Axis::Event, "birth").len(), 2);
    assert_eq!(at(&guides, Axis::Event, "illness").len(), 1);
    assert_eq!(at(&guides, Axis::Event, "bir").len(), 0);
    assert!(!Sieve::NoVisit.keeps(&guides[0]) && Sieve::NoVisit.keeps(&guides[1]));
    assert_eq!((guides[0].letter(), guides[1].letter()), ('C', 'Y'));
    assert_eq!(guide("12 岁", &[]).letter(), '#');
}
