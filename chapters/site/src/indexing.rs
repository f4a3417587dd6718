//! The follower that keeps this node's search index true to the journal: a document is found the
//! moment it is live, and not found the moment it is withdrawn.

use std::collections::BTreeSet;
use std::sync::Arc;

use documents::ids::DocumentId;
use documents::kinds::Kinds;
use documents::live;
use futures::future::BoxFuture;
use platform::journal::{EntryRecord, Follower, entries_after};
use platform::{Fault, FaultContext};
use search::{Change, Index};
use structure::App;

use crate::search_words::load_vocabulary;

/// Documents read at once when everything is indexed again.
const CHUNK: i64 = 1_000;

/// What moves many documents at once.
const MOVES: [&str; 3] = ["column.changed", "site.changed", "proposal.carried_out"];

/// See the file's first lines.
pub struct SearchFollower {
    app: App,
    index: Arc<Index>,
    position: i64,
}

impl SearchFollower {
    /// Follows from where the index stands; a new or wiped index is filled from the tables first.
    pub async fn start(app: &App) -> Result<Self, Fault> {
        let index = app.search.clone();
        index.set_vocabulary(&load_vocabulary(&app.db).await?);
        let position = match index.position() {
            Some(position) => position,
            None => rebuild(app, &index).await?,
        };
        Ok(Self { app: app.clone(), index, position })
    }

    async fn take_in(&mut self, entries: &[EntryRecord]) -> Result<(), Fault> {
        let Some(last) = entries.last().map(|entry| entry.seq) else {
            return Ok(());
        };
        if entries.iter().any(|entry| entry.verb == "search_words.changed") {
            self.index.set_vocabulary(&load_vocabulary(&self.app.db).await?);
        }
        let touched: BTreeSet<i64> = entries
            .iter()
            .filter(|entry| entry.subject_kind == "document" && changes_public(entry))
            .map(|entry| entry.subject_id)
            .collect();
        // A column or unit has moved: addresses and filters of many documents with it.
        let moved = entries.iter().any(|entry| MOVES.contains(&entry.verb.as_str()));
        if moved {
            rebuild(&self.app, &self.index).await?;
        } else if !touched.is_empty() {
            let ids: Vec<DocumentId> = touched.into_iter().map(DocumentId).collect();
            let changes = changes_of(&self.app, &ids).await?;
            let index = self.index.clone();
            tokio::task::spawn_blocking(move || index.apply(changes, last))
                .await
                .doing("index documents")?
                .doing("index documents")?;
        }
        self.position = last;
        Ok(())
    }
}

/// Brings the index to the journal's present end: for commands that index themselves.
pub async fn catch_up(app: &App) -> Result<(), Fault> {
    let mut follower = SearchFollower::start(app).await?;
    loop {
        let entries = entries_after(&app.db, follower.position, CHUNK).await?;
        if entries.is_empty() {
            return Ok(());
        }
        follower.take_in(&entries).await?;
    }
}

/// What these documents are to the index now: found, or gone.
pub async fn changes_of(app: &App, ids: &[DocumentId]) -> Result<Vec<Change>, Fault> {
    let (tree, kinds) = (app.tree(), app.registers.get::<Kinds>()?);
    let records = live::search_records(&app.db, (&tree, kinds), ids).await?;
    let found: BTreeSet<i64> = records.iter().map(|record| record.id).collect();
    let gone = ids.iter().filter(|id| !found.contains(&id.0)).map(|id| Change::Remove(id.0));
    Ok(gone.chain(records.into_iter().map(Change::put)).collect())
}

/// Fills the index from the tables; gives the journal's position that it then stands for.
pub async fn rebuild(app: &App, index: &Arc<Index>) -> Result<i64, Fault> {
    // The position first: what is committed while we read is read again by the follower.
    let position = *app.db.journal_head().borrow();
    let clearing = index.clone();
    tokio::task::spawn_blocking(move || clearing.clear())
        .await
        .doing("clear the index")?
        .doing("clear the index")?;
    let (tree, kinds) = (app.tree(), app.registers.get::<Kinds>()?);
    let mut last = DocumentId(0);
    loop {
        let items = live::all_live_after(&app.db, last, CHUNK).await?;
        let ids: Vec<DocumentId> = items.iter().map(|item| item.id).collect();
        let Some(end) = ids.last().copied() else {
            break;
        };
        last = end;
        let records = live::search_records(&app.db, (&tree, kinds), &ids).await?;
        let index = index.clone();
        tokio::task::spawn_blocking(move || index.stage(records.into_iter().map(Change::put)))
            .await
            .doing("index documents")?
            .doing("index documents")?;
    }
    let committing = index.clone();
    tokio::task::spawn_blocking(move || committing.commit(position))
        .await
        .doing("commit the index")?
        .doing("commit the index")?;
    Ok(position)
}

/// Whether visitors may see something else after an entry. Imports carry their tags only once a
/// batch.
fn changes_public(entry: &EntryRecord) -> bool {
    !entry.tags.is_empty() || entry.verb == "document.imported"
}

/// The operators' act: fills the index from the tables while the server runs.
pub async fn rebuild_job(app: App, _payload: serde_json::Value) -> Result<(), Fault> {
    let index = app.search.clone();
    rebuild(&app, &index).await.map(|_| ())
}

impl Follower for SearchFollower {
    fn name(&self) -> &'static str {
        "search"
    }

    fn position(&self) -> i64 {
        self.position
    }

    fn read<'a>(&'a mut self, entries: &'a [EntryRecord]) -> BoxFuture<'a, Result<(), Fault>> {
        Box::pin(self.take_in(entries))
    }
}
