//! Synonyms and stop words: given by the portal's staff, used when a search is asked.

use std::collections::{HashMap, HashSet};

use crate::fold::fold;

/// A word with more synonyms than this is searched with the first ones only.
const MOST_VARIANTS: usize = 8;

/// The words staff have agreed on.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Vocabulary {
    /// Groups of words that mean the same.
    pub synonyms: Vec<Vec<String>>,
    /// Words left out of a search that has others.
    pub stop_words: Vec<String>,
}

/// The vocabulary, folded and ready for lookup.
#[derive(Debug, Default)]
pub(crate) struct Synonyms {
    others: HashMap<String, Vec<String>>,
    stop_words: HashSet<String>,
}

impl Synonyms {
    pub fn prepare(vocabulary: &Vocabulary) -> Self {
        let mut others: HashMap<String, Vec<String>> = HashMap::new();
        for group in &vocabulary.synonyms {
            let group: Vec<String> = group.iter().map(|word| fold(word.trim())).collect();
            for word in group.iter().filter(|word| !word.is_empty()) {
                let list = others.entry(word.clone()).or_default();
                for other in group.iter().filter(|other| !other.is_empty() && *other != word) {
                    if !list.contains(other) {
                        list.push(other.clone());
                    }
                }
            }
        }
        let stop_words = vocabulary.stop_words.iter().map(|word| fold(word.trim())).collect();
        Self { others, stop_words }
    }

    pub fn is_stop_word(&self, folded: &str) -> bool {
        self.stop_words.contains(folded)
    }

    /// Other ways to say a folded term: its synonyms, or the term with a part replaced by them.
    pub fn variants(&self, folded: &str) -> Vec<String> {
        if let Some(others) = self.others.get(folded) {
            return others.iter().take(MOST_VARIANTS).cloned().collect();
        }
        let mut parts: Vec<_> =
            self.others.iter().filter(|(word, _)| folded.contains(word.as_str())).collect();
        // The longest part says most; the order must not depend on the map.
        parts.sort_unstable_by(|a, b| b.0.len().cmp(&a.0.len()).then(a.0.cmp(b.0)));
        let replaced = parts.into_iter().flat_map(|(word, others)| {
            others
                .iter()
                // 居民身份证 for 身份证 inside 居民身份证 would only double a part.
                .filter(|other| !folded.contains(other.as_str()))
                .map(|other| folded.replacen(word.as_str(), other, 1))
        });
        replaced.take(MOST_VARIANTS).collect()
    }
}
