//! The lists that a guide chooses from: data, in the words of the norms (《国家规范速查》§4).

use std::borrow::Cow;
use std::collections::BTreeMap;
use std::sync::LazyLock;

use documents::kinds::{Choice, ChoiceLabel};

static LISTS: LazyLock<BTreeMap<String, Vec<Choice>>> = LazyLock::new(|| {
    let read: BTreeMap<String, Vec<(String, String)>> =
        serde_json::from_str(include_str!("choices.json")).unwrap_or_default();
    let choice =
        |(value, words)| Choice { value: Cow::Owned(value), label: ChoiceLabel::Words(words) };
    read.into_iter().map(|(name, all)| (name, all.into_iter().map(choice).collect())).collect()
});

/// The list of this name; a test sees to it that every list that is asked for is there.
pub fn list(name: &str) -> &'static [Choice] {
    LISTS.get(name).map_or(&[], Vec::as_slice)
}

/// The words of chosen answers, separated by `、`.
pub fn words_of(name: &str, value: &str) -> String {
    let word = |code: &str| {
        let choice = list(name).iter().find(|choice| choice.value == code)?;
        match &choice.label {
            ChoiceLabel::Words(words) => Some(words.as_str()),
            ChoiceLabel::Key(_) => None,
        }
    };
    value.split(';').filter_map(word).collect::<Vec<_>>().join("、")
}
