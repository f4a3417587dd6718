//! Keeps this node's calendar true to the journal.

use futures::future::BoxFuture;
use platform::journal::{EntryRecord, Follower};
use platform::{Db, Fault};

use super::store::load;

/// See the file's first line.
pub struct CalendarFollower {
    db: Db,
    position: i64,
}

impl CalendarFollower {
    /// Follows from the journal's present end, after the calendar was loaded.
    pub fn new(db: Db, position: i64) -> Self {
        Self { db, position }
    }
}

impl Follower for CalendarFollower {
    fn name(&self) -> &'static str {
        "calendar"
    }

    fn position(&self) -> i64 {
        self.position
    }

    fn read<'a>(&'a mut self, entries: &'a [EntryRecord]) -> BoxFuture<'a, Result<(), Fault>> {
        Box::pin(async move {
            if entries.iter().any(|entry| entry.verb.starts_with("calendar_year.")) {
                load(&self.db).await?;
            }
            if let Some(last) = entries.last() {
                self.position = last.seq;
            }
            Ok(())
        })
    }
}
