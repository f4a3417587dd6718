//! Dropped pages, kept for the time the database is away. Bounded in bytes, the oldest go first.

use std::collections::{HashMap, VecDeque};
use std::sync::Arc;

use super::page::{Kept, PageKey, Tag};

/// The last known good pages.
#[derive(Debug)]
pub(super) struct Aside {
    pages: HashMap<PageKey, (u64, Arc<Kept>)>,
    order: VecDeque<(u64, PageKey)>,
    bytes: usize,
    limit: usize,
    last: u64,
}

impl Aside {
    pub fn new(limit: usize) -> Self {
        Self { pages: HashMap::new(), order: VecDeque::new(), bytes: 0, limit, last: 0 }
    }

    pub fn put(&mut self, key: PageKey, page: Arc<Kept>) {
        let size = page.sealed.size();
        if size > self.limit {
            return;
        }
        self.remove(&key);
        self.last += 1;
        self.bytes += size;
        self.order.push_back((self.last, key.clone()));
        self.pages.insert(key, (self.last, page));
        while self.bytes > self.limit {
            let Some((number, key)) = self.order.pop_front() else {
                break;
            };
            // An entry that was taken out earlier has left its number behind.
            if self.pages.get(&key).is_some_and(|(current, _)| *current == number) {
                self.remove(&key);
            }
        }
        if self.order.len() > 2 * self.pages.len() + 64 {
            let pages = &self.pages;
            self.order.retain(|(number, key)| pages.get(key).is_some_and(|(now, _)| now == number));
        }
    }

    pub fn get(&self, key: &PageKey) -> Option<Arc<Kept>> {
        self.pages.get(key).map(|(_, page)| page.clone())
    }

    pub fn remove(&mut self, key: &PageKey) {
        if let Some((_, page)) = self.pages.remove(key) {
            self.bytes -= page.sealed.size();
        }
    }

    /// Removes the pages that carry one of the tags.
    pub fn forget(&mut self, tags: &[Tag]) {
        let gone: Vec<PageKey> = self
            .pages
            .iter()
            .filter(|(_, (_, page))| page.tags.iter().any(|tag| tags.contains(tag)))
            .map(|(key, _)| key.clone())
            .collect();
        for key in gone {
            self.remove(&key);
        }
    }

    pub fn len(&self) -> usize {
        self.pages.len()
    }

    pub fn bytes(&self) -> usize {
        self.bytes
    }
}
