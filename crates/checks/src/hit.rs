//! What a check found.

use std::ops::Range;

use serde::{Deserialize, Serialize};
use sm3::{Digest, Sm3};

use crate::level::Level;
use crate::paper::Place;
use crate::rule::Rule;

/// Characters shown on each side.
const AROUND: usize = 14;

/// Something found. Personal numbers are kept with their middle hidden.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Hit {
    /// Which rule.
    pub rule: Rule,
    /// How much it weighs.
    pub level: Level,
    /// Where.
    pub place: Place,
    /// What stands there; masked where it is personal.
    pub found: String,
    /// The same unmasked, for whoever is writing it; never kept.
    #[serde(skip)]
    pub exact: String,
    /// The characters of its text; nothing for a part as a whole.
    #[serde(skip)]
    pub range: Range<usize>,
    /// A few characters before it.
    pub before: String,
    /// A few characters after it.
    pub after: String,
    /// What should stand there.
    pub suggestion: String,
    /// The list that a word comes from.
    pub list: String,
    /// The same in every revision as long as the same stands in the same part: what a waiver holds on to.
    pub fingerprint: String,
}

impl Hit {
    /// Something in the characters `range` of a text; see [`in_context`] for what is around it.
    pub fn at(rule: Rule, place: &Place, text: &str, range: Range<usize>) -> Self {
        let exact: String = text.chars().skip(range.start).take(range.len()).collect();
        Self {
            rule,
            level: Level::Advice,
            place: place.clone(),
            fingerprint: fingerprint(rule, place, &exact),
            found: exact.clone(),
            exact,
            range,
            before: String::new(),
            after: String::new(),
            suggestion: String::new(),
            list: String::new(),
        }
    }

    /// Something about a part as a whole, named by `about`.
    pub fn about(rule: Rule, place: Place, about: &str) -> Self {
        Self {
            rule,
            level: Level::Advice,
            fingerprint: fingerprint(rule, &place, about),
            place,
            found: about.to_owned(),
            exact: String::new(),
            range: 0..0,
            before: String::new(),
            after: String::new(),
            suggestion: String::new(),
            list: String::new(),
        }
    }

    /// The same with what should stand there.
    #[must_use]
    pub fn suggesting(mut self, suggestion: impl Into<String>) -> Self {
        self.suggestion = suggestion.into();
        self
    }
}

/// Fills in what is around the hits of one text, with the middle of everything personal hidden.
pub(crate) fn in_context(hits: &mut [Hit], text: &str) {
    let mut letters: Vec<char> = text.chars().collect();
    for hit in hits.iter().filter(|hit| hit.rule.is_personal()) {
        let masked = text::marks::mask_personal(&hit.exact);
        let places = letters.get_mut(hit.range.clone()).unwrap_or_default();
        for (place, letter) in places.iter_mut().zip(masked.chars()) {
            *place = letter;
        }
    }
    let words = |from: usize, to: usize| -> String {
        letters.get(from..to.min(letters.len())).unwrap_or_default().iter().collect()
    };
    for hit in hits {
        let Range { start, end } = hit.range;
        hit.found = words(start, end);
        let before = words(start.saturating_sub(AROUND), start);
        let after = words(end, end + AROUND);
        before.rsplit('\n').next().unwrap_or_default().clone_into(&mut hit.before);
        after.split('\n').next().unwrap_or_default().clone_into(&mut hit.after);
    }
}

fn fingerprint(rule: Rule, place: &Place, exact: &str) -> String {
    let mut digest = Sm3::new();
    for part in [rule.word(), place.key(), place.name(), exact] {
        digest.update(part.as_bytes());
        digest.update([0]);
    }
    hex::encode(digest.finalize()).chars().take(24).collect()
}
