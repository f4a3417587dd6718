//! The grounds that the law knows: data.

use std::sync::LazyLock;

use serde::Deserialize;

#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
struct Grounds {
    grounds: Vec<Ground>,
}

/// A ground.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Ground {
    /// As stored.
    pub word: String,
    /// As people read it.
    pub name: String,
}

/// That the file reads is proved by a test.
static GROUNDS: LazyLock<Grounds> =
    LazyLock::new(|| toml::from_str(include_str!("grounds.toml")).unwrap_or_default());

/// All grounds, in the order of the file.
pub(super) fn grounds() -> &'static [Ground] {
    &GROUNDS.grounds
}

/// The name of a ground; a word that is no longer in the file stands for itself.
pub fn ground_name(word: &str) -> &str {
    let found = grounds().iter().find(|ground| ground.word == word);
    found.map_or(word, |ground| ground.name.as_str())
}
