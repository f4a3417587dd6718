//! The lists that the product begins with.

use super::lines;
use super::model::WordList;
use crate::level::Level;

/// Their codes, names and levels, and the files with their words.
const FIRST: [(&str, &str, Level, &str); 3] = [
    ("spelling", "错别字", Level::NeedsReason, include_str!("../../data/spelling.txt")),
    ("terms", "规范表述", Level::NeedsReason, include_str!("../../data/terms.txt")),
    ("style", "用词建议", Level::Advice, include_str!("../../data/style.txt")),
];

/// The lists, not stored yet.
pub fn first_lists() -> Vec<WordList> {
    FIRST
        .into_iter()
        .map(|(code, name, level, text)| WordList {
            id: None,
            code: code.to_owned(),
            name: name.to_owned(),
            level,
            enabled: true,
            words: lines::read(text).unwrap_or_default(),
            updated_at: None,
        })
        .collect()
}
