//! Where pages stand: a sharded map for the quick way, and one index for tags, room and freshness.

use std::collections::{BTreeSet, HashMap, HashSet, VecDeque};
use std::hash::{BuildHasher, RandomState};
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Arc, Weak};

use parking_lot::{Mutex, RwLock};
use platform::Time;

use super::aside::Aside;
use super::freshness::Freshness;
use super::page::{CachedPage, Kept, PageKey, Tag};
use super::{Dropped, PageCacheLimits, PageCacheStats};

const SHARDS: usize = 64;

type Shard = RwLock<HashMap<PageKey, Arc<Kept>>>;

/// All pages. Reading takes one shard's read lock; writing takes the index first, then a shard.
pub(super) struct Shelf {
    shards: Vec<Shard>,
    hasher: RandomState,
    index: Mutex<Index>,
    /// The freshness epoch, readable without the index lock.
    epoch: AtomicU64,
    limit: usize,
    pub counters: Counters,
}

/// Counts since the start.
#[derive(Default)]
pub(super) struct Counters {
    /// Hits of pages that are gone; those of present pages stand in the pages.
    past_hits: AtomicU64,
    pub misses: AtomicU64,
    pub renders: AtomicU64,
    pub joined: AtomicU64,
    stale: AtomicU64,
    dropped: AtomicU64,
    evicted: AtomicU64,
    overtaken: AtomicU64,
}

impl Counters {
    pub fn add(counter: &AtomicU64) {
        counter.fetch_add(1, Ordering::Relaxed);
    }
}

struct Index {
    by_tag: HashMap<Tag, HashSet<PageKey>>,
    /// The order in which the eviction hand passes; gone pages leave their entry behind.
    order: VecDeque<(PageKey, Weak<Kept>)>,
    pages: usize,
    bytes: usize,
    freshness: Freshness,
    aside: Aside,
}

/// What becomes of dropped pages.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Keep {
    /// Kept for the time the database is away.
    Aside,
    /// Gone, and older copies too.
    Nothing,
}

/// A render under way, which the freshness rule must know of.
pub(super) struct Running<'a> {
    shelf: &'a Shelf,
    pub began: u64,
}

impl Drop for Running<'_> {
    fn drop(&mut self) {
        self.shelf.index.lock().freshness.end(self.began);
    }
}

impl Shelf {
    pub fn new(limits: PageCacheLimits) -> Self {
        Self {
            shards: (0..SHARDS).map(|_| RwLock::default()).collect(),
            hasher: RandomState::new(),
            index: Mutex::new(Index {
                by_tag: HashMap::new(),
                order: VecDeque::new(),
                pages: 0,
                bytes: 0,
                freshness: Freshness::default(),
                aside: Aside::new(limits.aside),
            }),
            epoch: AtomicU64::new(0),
            limit: limits.pages,
            counters: Counters::default(),
        }
    }

    fn shard(&self, key: &PageKey) -> Option<&Shard> {
        let hash = self.hasher.hash_one(key);
        self.shards.get(usize::try_from(hash % SHARDS as u64).unwrap_or(0))
    }

    /// The page, if it is there.
    pub fn hit(&self, key: &PageKey) -> Option<CachedPage> {
        let kept = self.shard(key)?.read().get(key)?.clone();
        kept.hits.fetch_add(1, Ordering::Relaxed);
        // Looked at first: a store on every hit would pass the cache line from core to core.
        if !kept.visited.load(Ordering::Relaxed) {
            kept.visited.store(true, Ordering::Relaxed);
        }
        Some(CachedPage { kept, age: None })
    }

    /// The number of drops so far.
    pub fn epoch(&self) -> u64 {
        self.epoch.load(Ordering::Acquire)
    }

    /// A render begins.
    pub fn begin(&self) -> Running<'_> {
        let began = self.index.lock().freshness.begin();
        Running { shelf: self, began }
    }

    /// Keeps a page unless a drop has overtaken its render. Says whether it was kept.
    pub fn put(&self, key: PageKey, page: CachedPage, running: &Running<'_>) -> bool {
        let mut index = self.index.lock();
        if index.freshness.overtaken(running.began, page.tags()) {
            Counters::add(&self.counters.overtaken);
            return false;
        }
        // Larger than a quarter of the room: served, but it would push out everything else.
        let size = page.kept.sealed.size();
        if size > self.limit / 4 {
            return true;
        }
        self.take_out(&mut index, &key);
        index.aside.remove(&key);
        for tag in page.tags() {
            index.by_tag.entry(tag.clone()).or_default().insert(key.clone());
        }
        index.bytes += size;
        index.pages += 1;
        index.order.push_back((key.clone(), Arc::downgrade(&page.kept)));
        if let Some(shard) = self.shard(&key) {
            shard.write().insert(key, page.kept);
        }
        self.make_room(&mut index);
        true
    }

    /// Second chance: the hand passes in order of arrival and takes what was not asked for since.
    fn make_room(&self, index: &mut Index) {
        while index.bytes > self.limit {
            let Some((key, entry)) = index.order.pop_front() else {
                break;
            };
            let Some(kept) = self.present(&key, &entry) else {
                continue;
            };
            if kept.visited.swap(false, Ordering::Relaxed) {
                index.order.push_back((key, entry));
            } else {
                self.take_out(index, &key);
                Counters::add(&self.counters.evicted);
            }
        }
        if index.order.len() > 2 * index.pages + 256 {
            index.order.retain(|(key, entry)| self.present(key, entry).is_some());
        }
    }

    /// The page of an entry of the order, if it still stands on the shelf.
    fn present(&self, key: &PageKey, entry: &Weak<Kept>) -> Option<Arc<Kept>> {
        let kept = self.shard(key)?.read().get(key)?.clone();
        std::ptr::eq(Arc::as_ptr(&kept), entry.as_ptr()).then_some(kept)
    }

    /// Removes a page from the map and the index.
    fn take_out(&self, index: &mut Index, key: &PageKey) -> Option<Arc<Kept>> {
        let kept = self.shard(key)?.write().remove(key)?;
        for tag in &kept.tags {
            if let Some(keys) = index.by_tag.get_mut(tag) {
                keys.remove(key);
                if keys.is_empty() {
                    index.by_tag.remove(tag);
                }
            }
        }
        index.bytes -= kept.sealed.size();
        index.pages -= 1;
        self.counters.past_hits.fetch_add(kept.hits.load(Ordering::Relaxed), Ordering::Relaxed);
        Some(kept)
    }

    pub fn drop_tags(&self, tags: &[Tag], keep: Keep) -> Dropped {
        let mut index = self.index.lock();
        let epoch = index.freshness.drop_tags(tags);
        self.epoch.store(epoch, Ordering::Release);
        let keys: BTreeSet<PageKey> =
            tags.iter().filter_map(|tag| index.by_tag.get(tag)).flatten().cloned().collect();
        if keep == Keep::Nothing {
            index.aside.forget(tags);
        }
        self.drop_keys(&mut index, keys, keep)
    }

    pub fn drop_all(&self) -> Dropped {
        let mut index = self.index.lock();
        let epoch = index.freshness.drop_all();
        self.epoch.store(epoch, Ordering::Release);
        let keys =
            self.shards.iter().flat_map(|s| s.read().keys().cloned().collect::<Vec<_>>()).collect();
        self.drop_keys(&mut index, keys, Keep::Aside)
    }

    fn drop_keys(&self, index: &mut Index, keys: BTreeSet<PageKey>, keep: Keep) -> Dropped {
        let mut dropped = Dropped { urls: Vec::new(), count: keys.len() };
        let mut urls = BTreeSet::new();
        for key in keys {
            urls.insert(key.url.to_string());
            if let Some(kept) = self.take_out(index, &key)
                && keep == Keep::Aside
            {
                index.aside.put(key, kept);
            }
        }
        dropped.urls.extend(urls);
        self.counters.dropped.fetch_add(dropped.count as u64, Ordering::Relaxed);
        dropped
    }

    /// The last known good page, marked with its age.
    pub fn old_page(&self, key: &PageKey, now: Time) -> Option<CachedPage> {
        let kept = self.index.lock().aside.get(key)?;
        Counters::add(&self.counters.stale);
        let age = Some(now.seconds_since(kept.rendered_at));
        Some(CachedPage { kept, age })
    }

    /// Removes a page that was kept aside.
    pub fn forget_old(&self, key: &PageKey) {
        self.index.lock().aside.remove(key);
    }

    pub fn stats(&self) -> PageCacheStats {
        let present: u64 = self
            .shards
            .iter()
            .map(|s| s.read().values().map(|page| page.hits.load(Ordering::Relaxed)).sum::<u64>())
            .sum();
        let read = |counter: &AtomicU64| counter.load(Ordering::Relaxed);
        let counters = &self.counters;
        let index = self.index.lock();
        PageCacheStats {
            pages: index.pages,
            bytes: index.bytes,
            aside_pages: index.aside.len(),
            aside_bytes: index.aside.bytes(),
            hits: read(&counters.past_hits) + present,
            misses: read(&counters.misses),
            renders: read(&counters.renders),
            joined: read(&counters.joined),
            stale: read(&counters.stale),
            dropped: read(&counters.dropped),
            evicted: read(&counters.evicted),
            overtaken: read(&counters.overtaken),
        }
    }
}
