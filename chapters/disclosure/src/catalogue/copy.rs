//! This node's copy of the catalogue. Counting six facets under every combination of the others is a
//! walk over all documents; in memory it takes a few milliseconds for seventy thousand, in SQL it
//! would take a query for each facet. The copy is thrown away with the process and kept true by the
//! journal: whoever reads it first takes in the entries it has not seen, so that a page rendered
//! after an entry dropped it can't miss what that entry did.

use std::collections::BTreeSet;
use std::sync::Arc;

use documents::ids::DocumentId;
use parking_lot::RwLock;
use platform::journal::{EntryRecord, entries_after};
use platform::{Db, Fault};
use tokio::sync::Mutex;

use super::entry::Entry;
use super::store;

/// Journal entries taken in at once.
const AT_ONCE: i64 = 500;
/// When more documents than this have changed, everything is read again.
const MANY: usize = 3_000;

/// Live documents, the newest first.
pub type Entries = Arc<Vec<Arc<Entry>>>;

/// The register of this node's copy.
#[derive(Default)]
pub struct Catalogue {
    /// Up to which entry of the journal it is true; absent: nothing was read yet.
    kept: RwLock<Option<(i64, Entries)>>,
    reading: Mutex<()>,
}

impl Catalogue {
    /// Everything that is live, as the journal says at this moment.
    pub async fn entries(&self, db: &Db) -> Result<Entries, Fault> {
        let _one_reader = self.reading.lock().await;
        let kept = self.kept.read().clone();
        let (position, entries) = match kept {
            Some((position, entries)) => take_in(db, position, entries).await?,
            None => read(db).await?,
        };
        *self.kept.write() = Some((position, entries.clone()));
        Ok(entries)
    }
}

async fn read(db: &Db) -> Result<(i64, Entries), Fault> {
    // The head first: what is committed meanwhile is read twice rather than not at all.
    let position = store::journal_head(db).await?;
    let entries = store::all(db).await?.into_iter().map(Arc::new).collect();
    Ok((position, sorted(entries)))
}

async fn take_in(
    db: &Db,
    mut position: i64,
    mut entries: Entries,
) -> Result<(i64, Entries), Fault> {
    loop {
        let news = entries_after(db, position, AT_ONCE).await?;
        let Some(last) = news.last().map(|entry| entry.seq) else { return Ok((position, entries)) };
        let changed = changed(db, &news).await?;
        if changed.len() > MANY {
            return read(db).await;
        }
        if !changed.is_empty() {
            let ids: Vec<DocumentId> = changed.iter().copied().collect();
            let fresh = store::some(db, &ids).await?;
            let kept = entries.iter().filter(|entry| !changed.contains(&entry.id)).cloned();
            entries = sorted(kept.chain(fresh.into_iter().map(Arc::new)).collect());
        }
        position = last;
    }
}

/// The documents whose rows or placements these entries changed.
async fn changed(db: &Db, news: &[EntryRecord]) -> Result<BTreeSet<DocumentId>, Fault> {
    let mut documents = BTreeSet::new();
    let mut placements = Vec::new();
    for entry in news {
        for change in &entry.changes {
            match change.0.as_str() {
                "documents" => {
                    documents.insert(DocumentId(change.1));
                }
                "placements" => placements.push(change.1),
                _ => continue,
            }
            // A placement that is gone can't be asked for its document.
            if entry.subject_kind == "document" {
                documents.insert(DocumentId(entry.subject_id));
            }
        }
    }
    if !placements.is_empty() {
        documents.extend(store::of_placements(db, &placements).await?);
    }
    Ok(documents)
}

fn sorted(mut entries: Vec<Arc<Entry>>) -> Entries {
    entries.sort_by_key(|entry| std::cmp::Reverse((entry.published_at, entry.id)));
    Arc::new(entries)
}
