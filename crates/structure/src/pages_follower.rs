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

    async fn take_in(&mut self, entry: &EntryRecord) -> Result<(), Fault> {
        let noun = entry.verb.split('.').next().unwrap_or_default();
        // The snapshot first: a page rendered between the two would be thrown away again.
        let structure = structure_tag();
        let touched = entry.tags.iter().any(|tag| structure == Tag::from(tag.as_str()));
        if touched || matches!(noun, "unit" | "site" | "column") {
            self.app.reload_tree().await?;
        }
        if noun == "banner" {
            Banners::reload(&self.app).await?;
        }
        if matches!(noun, "account" | "grant") {
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
        Ok(())
    }
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
            for entry in entries {
                self.take_in(entry).await?;
            }
            Ok(())
        })
    }
}
