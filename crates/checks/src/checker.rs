//! The checker: all rules and words with their weight, over a paper.

use platform::{Db, Fault};

use crate::dictionary::Dictionary;
use crate::folded::Folded;
use crate::hit::{Hit, in_context};
use crate::level::Level;
use crate::levels::{self, Levels};
use crate::paper::Paper;
use crate::rule::Rule;
use crate::rules::{self, Read};
use crate::word_lists;

/// Characters of one text that are read; what is longer is a data file, of which the beginning tells.
const LONGEST: usize = 2_000_000;

/// Rules and words as they are now.
pub struct Checker {
    dictionary: Dictionary,
    levels: Levels,
}

impl Checker {
    /// With the lists and levels of the database.
    ///
    /// # Errors
    /// A fault of the database.
    pub async fn load(db: &Db) -> Result<Self, Fault> {
        let lists = word_lists::all(db).await?;
        Ok(Self { dictionary: Dictionary::of(&lists)?, levels: levels::load(db).await? })
    }

    /// With these lists and the levels that the product begins with.
    ///
    /// # Errors
    /// When the lists are too large.
    pub fn of(lists: &[word_lists::WordList]) -> Result<Self, Fault> {
        Ok(Self { dictionary: Dictionary::of(lists)?, levels: Levels::first()? })
    }

    /// What a rule weighs.
    pub fn level(&self, rule: Rule) -> Level {
        self.levels.of(rule)
    }

    /// Hits that others found, with their levels; what is not looked for is left out.
    pub fn weigh(&self, hits: Vec<Hit>) -> Vec<Hit> {
        let weighed = hits.into_iter().map(|mut hit| {
            if hit.rule != Rule::Word {
                hit.level = self.level(hit.rule);
            }
            hit
        });
        weighed.filter(|hit| hit.level != Level::Off).collect()
    }

    /// Everything found in a paper, heaviest first, each place once.
    pub fn check(&self, paper: &Paper) -> Vec<Hit> {
        let mut hits = Vec::new();
        for piece in &paper.pieces {
            let short: String;
            let text = if piece.text.len() > LONGEST {
                short = piece.text.chars().take(LONGEST).collect();
                &short
            } else {
                &piece.text
            };
            let read = Read { piece, folded: Folded::of(text) };
            let mut found = self.dictionary.find(&read);
            found.extend(rules::in_text(&read));
            in_context(&mut found, text);
            hits.extend(found);
        }
        hits.extend(rules::in_outline(paper));
        hits.extend(
            paper.unread.iter().map(|name| {
                Hit::about(Rule::UnreadFile, crate::Place::FileName(name.clone()), name)
            }),
        );
        in_order(self.weigh(hits))
    }
}

/// Heaviest first; what stands twice in the same part is told once.
pub fn in_order(mut hits: Vec<Hit>) -> Vec<Hit> {
    let mut seen = std::collections::HashSet::new();
    hits.retain(|hit| seen.insert(hit.fingerprint.clone()));
    hits.sort_by_key(|hit| std::cmp::Reverse(hit.level));
    hits
}
