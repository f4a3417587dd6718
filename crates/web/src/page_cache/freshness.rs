//! Which renders were overtaken: a render that began before a drop of one of its tags saw the world
//! as it was, and must not be kept.

use std::collections::{BTreeMap, HashMap};

use super::page::Tag;

/// More dropped tags than this are not told apart: every running render counts as overtaken.
const LIMIT: usize = 20_000;

/// Drops counted as epochs, remembered only while a render is running that they may overtake.
#[derive(Debug, Default)]
pub(super) struct Freshness {
    epoch: u64,
    /// Every render that began before this epoch is overtaken.
    floor: u64,
    /// The epoch of each tag's last drop.
    dropped: HashMap<Tag, u64>,
    /// How many renders are running, by the epoch in which they began.
    running: BTreeMap<u64, usize>,
}

impl Freshness {
    /// A render begins; gives the epoch it sees.
    pub fn begin(&mut self) -> u64 {
        *self.running.entry(self.epoch).or_default() += 1;
        self.epoch
    }

    /// A render has ended.
    pub fn end(&mut self, began: u64) {
        if let Some(count) = self.running.get_mut(&began) {
            *count -= 1;
            if *count == 0 {
                self.running.remove(&began);
            }
        }
        match self.running.keys().next() {
            None => self.dropped.clear(),
            // Drops before the oldest running render can overtake nobody any more.
            Some(&oldest) if self.dropped.len() > LIMIT / 2 => {
                self.dropped.retain(|_, epoch| *epoch > oldest);
            }
            Some(_) => {}
        }
    }

    /// The tags are dropped.
    pub fn drop_tags(&mut self, tags: &[Tag]) -> u64 {
        self.epoch += 1;
        if !self.running.is_empty() {
            for tag in tags {
                self.dropped.insert(tag.clone(), self.epoch);
            }
            if self.dropped.len() > LIMIT {
                self.drop_everything();
            }
        }
        self.epoch
    }

    /// Everything is dropped.
    pub fn drop_all(&mut self) -> u64 {
        self.epoch += 1;
        self.drop_everything();
        self.epoch
    }

    fn drop_everything(&mut self) {
        self.floor = self.epoch;
        self.dropped.clear();
    }

    /// Whether a render that began then and depends on these tags was overtaken.
    pub fn overtaken(&self, began: u64, tags: &[Tag]) -> bool {
        began < self.floor
            || tags.iter().any(|tag| self.dropped.get(tag).is_some_and(|epoch| *epoch > began))
    }

    #[cfg(test)]
    pub fn remembered(&self) -> usize {
        self.dropped.len()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn tags(numbers: std::ops::Range<usize>) -> Vec<Tag> {
        numbers.map(|number| Tag::of("t", number)).collect()
    }

    #[test]
    fn only_a_later_drop_of_an_own_tag_overtakes() {
        let mut freshness = Freshness::default();
        freshness.drop_tags(&tags(0..1));
        let began = freshness.begin();
        assert!(!freshness.overtaken(began, &tags(0..3)));
        freshness.drop_tags(&tags(1..2));
        assert!(!freshness.overtaken(began, &tags(0..1)));
        assert!(freshness.overtaken(began, &tags(0..3)));
        let later = freshness.begin();
        assert!(!freshness.overtaken(later, &tags(0..3)));
    }

    #[test]
    fn nothing_is_remembered_when_nothing_runs() {
        let mut freshness = Freshness::default();
        freshness.drop_tags(&tags(0..10));
        assert_eq!(freshness.remembered(), 0);
        let began = freshness.begin();
        freshness.drop_tags(&tags(0..10));
        assert_eq!(freshness.remembered(), 10);
        freshness.end(began);
        assert_eq!(freshness.remembered(), 0);
    }

    #[test]
    fn memory_is_bounded_and_errs_on_the_fresh_side() {
        let mut freshness = Freshness::default();
        let began = freshness.begin();
        freshness.drop_tags(&tags(0..LIMIT + 1));
        assert_eq!(freshness.remembered(), 0);
        assert!(freshness.overtaken(began, &[]));
        let later = freshness.begin();
        assert!(!freshness.overtaken(later, &tags(0..5)));
    }
}
