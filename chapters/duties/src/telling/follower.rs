//! The follower that turns entries into notices. Its cursor is in the database: after a stop it goes
//! on where it was, and reading an entry twice tells nobody twice.

use futures::future::BoxFuture;
use notices::{Offered, begin_after, keep_cursor, silence, tell};
use platform::Fault;
use platform::journal::{EntryRecord, Follower};
use structure::App;

use super::subjects::{done, tellings};

/// Entries that told nobody anything, after which the cursor is kept all the same.
const KEPT_EVERY: i64 = 500;

/// See the file's first lines.
pub struct NoticesFollower {
    app: App,
    position: i64,
    /// Up to here the cursor is kept.
    kept: i64,
}

impl NoticesFollower {
    /// Goes on where it stopped; a new one begins at the journal's end, so that nobody is told old
    /// stories.
    pub async fn start(app: &App) -> Result<Self, Fault> {
        let head = *app.db.journal_head().borrow();
        let position = begin_after(&app.db, head).await?;
        Ok(Self { app: app.clone(), position, kept: position })
    }

    async fn take_in(&mut self, entry: &EntryRecord) -> Result<(), Fault> {
        for about in done(&self.app, entry).await? {
            silence(&self.app.db, &about).await?;
        }
        let tellings = tellings(&self.app, entry).await?;
        if !tellings.is_empty() {
            let offered = Offered::of(&self.app);
            tell(&self.app.db, offered, &tellings, Some(entry.seq)).await?;
            self.kept = entry.seq;
        }
        if entry.seq - self.kept >= KEPT_EVERY {
            keep_cursor(&self.app.db, entry.seq).await?;
            self.kept = entry.seq;
        }
        self.position = entry.seq;
        Ok(())
    }
}

impl Follower for NoticesFollower {
    fn name(&self) -> &'static str {
        "notices"
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
