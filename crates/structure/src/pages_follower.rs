//! The first follower: keeps the structure's snapshot, the resolved rights and the page cache true
//! to the journal, and notes for the receipt how many pages each entry made stale.

use std::sync::Arc;

use futures::future::BoxFuture;
use parking_lot::Mutex;
use platform::Fault;
use platform::Time;
use platform::journal::{EntryRecord, Follower};
use web::Tag;

use crate::app::App;
use crate::banners::Banners;
use crate::frame::structure_tag;

/// What an entry did to this node's pages.
#[derive(Clone, Debug)]
pub struct Refresh {
    /// The entry.
    pub seq: i64,
    /// When the pages were dropped: whoever asks after this gets the new page.
    pub at: Time,
    /// Addresses of the pages.
    pub urls: Vec<String>,
}

/// The last refreshes of this node, for receipts.
#[derive(Clone, Default)]
pub struct Refreshes(Arc<Mutex<std::collections::VecDeque<Refresh>>>);

/// How many refreshes are remembered.
const REMEMBERED: usize = 2_000;

impl Refreshes {
    /// What an entry did here, if it is still remembered.
    pub fn of(&self, seq: i64) -> Option<Refresh> {
        self.0.lock().iter().find(|refresh| refresh.seq == seq).cloned()
    }

    fn remember(&self, refresh: Refresh) {
        let mut all = self.0.lock();
        if all.len() == REMEMBERED {
            all.pop_front();
        }
        all.push_back(refresh);
    }
}

/// See the file's first lines.
pub struct PagesFollower {
    app: App,
    position: i64,
}

impl PagesFollower {
    /// Follows from the journal's present end: a fresh node has no pages to drop.
    pub fn new(app: App, position: i64) -> Self {
        Self { app, position }
    }

    /// Reads anew what is kept as a whole, if one of the entries changed it: once for all of them, because it
    /// is read as it is now. A start that enters three hundred sites into a register would read it as often.
    async fn reload(&self, entries: &[EntryRecord]) -> Result<(), Fault> {
        let structure = structure_tag();
        let touched = |entry: &EntryRecord| {
            let mut tags = entry.tags.iter();
            matches!(noun(entry), "unit" | "site" | "column")
                || tags.any(|tag| structure == Tag::from(tag.as_str()))
        };
        if entries.iter().any(touched) {
            self.app.reload_tree().await?;
        }
        if entries.iter().any(|entry| noun(entry) == "banner") {
            Banners::reload(&self.app).await?;
        }
        Ok(())
    }

    fn take_in(&mut self, entry: &EntryRecord) {
        if matches!(noun(entry), "account" | "grant") {
            self.app.forget_rights();
        }
        if !entry.tags.is_empty() {
            let tags: Vec<Tag> = entry.tags.iter().map(|tag| Tag::from(tag.as_str())).collect();
            // What was taken down may not come back while the database is away.
            let gone = matches!(
                entry.verb.as_str(),
                "document.withdrawn"
                    | "document.expired"
                    | "document.unplaced"
                    | "banner.withdrawn"
                    | "banner.lapsed"
            );
            let dropped = if gone {
                self.app.cache.forget_tags(&tags)
            } else {
                self.app.cache.drop_tags(&tags)
            };
            let at = self.app.clock().now();
            self.app.refreshes.remember(Refresh { seq: entry.seq, at, urls: dropped.urls });
        }
        self.position = entry.seq;
    }
}

/// What an entry is about, by the first word of its verb.
fn noun(entry: &EntryRecord) -> &str {
    entry.verb.split('.').next().unwrap_or_default()
}

impl Follower for PagesFollower {
    fn name(&self) -> &'static str {
        "pages"
    }

    fn position(&self) -> i64 {
        self.position
    }

    fn read<'a>(&'a mut self, entries: &'a [EntryRecord]) -> BoxFuture<'a, Result<(), Fault>> {
        Box::pin(async move {
            // The snapshots first: a page rendered between would be thrown away again.
            self.reload(entries).await?;
            for entry in entries {
                self.take_in(entry);
            }
            Ok(())
        })
    }
}
