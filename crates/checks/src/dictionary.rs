//! The words of all lists in one automaton, over folded text.

use aho_corasick::{AhoCorasick, MatchKind};
use platform::{Fault, FaultContext};

use crate::hit::Hit;
use crate::level::Level;
use crate::rule::Rule;
use crate::rules::Read;
use crate::word_lists::WordList;

struct Known {
    word: String,
    suggestion: String,
    /// Words in which it is right, folded, each with the place of the word in it.
    exceptions: Vec<(String, usize)>,
    level: Level,
    list: String,
}

/// All words that are looked for.
pub struct Dictionary {
    automaton: AhoCorasick,
    words: Vec<Known>,
}

/// A word as the text is read: half width, simplified, without spaces inside.
fn folded(word: &str) -> String {
    crate::folded::Folded::of(word.trim()).text
}

impl Dictionary {
    /// The words of the lists that are in use.
    ///
    /// # Errors
    /// When the lists are too large for one automaton.
    pub fn of(lists: &[WordList]) -> Result<Self, Fault> {
        let mut words = Vec::new();
        for list in lists.iter().filter(|list| list.enabled && list.level != Level::Off) {
            for entry in &list.words {
                let word = folded(&entry.word);
                if word.is_empty() {
                    continue;
                }
                let placed = |exception: &String| {
                    let exception = folded(exception);
                    exception.find(&word).map(|at| (exception, at))
                };
                words.push(Known {
                    exceptions: entry.exceptions.iter().filter_map(placed).collect(),
                    suggestion: entry.suggestion.clone(),
                    level: list.level,
                    list: list.name.clone(),
                    word,
                });
            }
        }
        let automaton = AhoCorasick::builder()
            .match_kind(MatchKind::LeftmostLongest)
            .build(words.iter().map(|known| &known.word))
            .doing("build the automaton of words")?;
        Ok(Self { automaton, words })
    }

    /// Every listed word in a text.
    pub(crate) fn find(&self, read: &Read<'_>) -> Vec<Hit> {
        let text = &read.folded.text;
        let mut hits = Vec::new();
        for found in self.automaton.find_iter(text) {
            let Some(known) = self.words.get(found.pattern().as_usize()) else { continue };
            let right = known.exceptions.iter().any(|(exception, at)| {
                found
                    .start()
                    .checked_sub(*at)
                    .and_then(|start| text.get(start..start + exception.len()))
                    .is_some_and(|there| there == exception)
            });
            if !right {
                let hit = read.hit(Rule::Word, &found.range());
                hits.push(Hit {
                    level: known.level,
                    suggestion: known.suggestion.clone(),
                    list: known.list.clone(),
                    ..hit
                });
            }
        }
        hits
    }
}
