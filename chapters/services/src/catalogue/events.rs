//! Places of the catalogue with their addresses and counts.

use serde_json::{Value, json};
use structure::Visitor;
use web::Tag;

use super::axes::{Axis, ways};
use super::model::{Guide, at};
use crate::service_guides::words_of;

/// Names of guides that stand for an event.
const NAMED: usize = 3;

/// Every page that shows the catalogue carries it.
pub(super) fn catalogue_tag() -> Tag {
    Tag::from(documents::tags::kind_tag(crate::service_guides::SERVICE_GUIDE.code))
}

/// People's and enterprises' life events with their guides.
pub(super) fn groups(visitor: &Visitor, all: &[Guide]) -> Vec<Value> {
    let group = |group: &super::axes::Group| {
        let events = group.events.iter().map(|code| place(visitor, all, Axis::Event, code));
        let events: Vec<Value> = events.flatten().collect();
        let key = format!("services-for-{}", group.code);
        json!({ "code": group.code, "name": visitor.app.messages.t(&key, &[]), "events": events })
    };
    ways().groups.iter().map(group).collect()
}

/// A place of the catalogue as a link; none without guides.
pub(super) fn place(visitor: &Visitor, all: &[Guide], axis: Axis, code: &str) -> Option<Value> {
    let found = at(all, axis, code);
    let (_, list) = axis.field()?;
    let named: Vec<&str> =
        found.iter().take(NAMED).map(|guide| guide.item.card.title.as_str()).collect();
    (!found.is_empty()).then(|| {
        json!({
            "code": code, "name": words_of(list, code), "count": found.len(), "named": named,
            "url": visitor.url(&format!("services/{}/{code}", axis.word())),
        })
    })
}
