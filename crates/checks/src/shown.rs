//! A hit in the words of a page.

use serde_json::{Value, json};
use structure::Staff;

use crate::hit::Hit;
use crate::paper::Place;

/// The hit for a template: what, where, what to do.
pub fn shown(staff: &Staff, hit: &Hit) -> Value {
    let named = [("name", hit.place.name().to_owned().into())];
    let place = staff.app.messages.t(hit.place.key(), &named);
    json!({
        "rule": hit.rule.word(), "name": staff.t(&hit.rule.key()), "list": hit.list,
        "level": hit.level.word(), "level_name": staff.t(hit.level.key()),
        "tone": hit.level.tone(), "place": place, "part": place_word(&hit.place),
        "found": hit.found, "exact": hit.exact, "before": hit.before, "after": hit.after,
        "suggestion": hit.suggestion, "advice": staff.t(&hit.rule.advice_key()),
        "fingerprint": hit.fingerprint,
    })
}

/// The field of the editor's form that the place belongs to.
fn place_word(place: &Place) -> &str {
    match place {
        Place::Title => "title",
        Place::Summary => "summary",
        Place::Body => "body_html",
        Place::Field(name) => name,
        Place::FileName(_) | Place::File(_) => "attachments",
        Place::Whole => "",
    }
}
