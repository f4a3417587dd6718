//! Changing the index: single changes at once, bulk imports in stages.

use std::sync::Arc;
use std::time::Duration;

use tantivy::{TantivyError, Term};

use crate::error::Result;
use crate::index::{Index, Payload};
use crate::record::Change;
use crate::schema::document;
use crate::snapshot::Snapshot;

/// A stage of more changes than this is a bulk import: merging waits for its commit.
const BULK: usize = 200;
/// A merge meets others under way; it is tried again so often.
const MERGE_TRIES: u32 = 40;

impl Index {
    /// Makes the changes in one commit; they can be found when this returns. `position` is the
    /// journal sequence they bring the index to.
    pub fn apply(&self, changes: impl IntoIterator<Item = Change>, position: i64) -> Result<()> {
        self.stage(changes)?;
        self.commit(position)
    }

    /// Takes in changes without making them findable: for bulk imports, several calls and then
    /// one [`Index::commit`]. Staged changes are lost when the process ends before the commit.
    pub fn stage(&self, changes: impl IntoIterator<Item = Change>) -> Result<()> {
        let writer = self.writer.read();
        for (count, change) in changes.into_iter().enumerate() {
            if count == BULK {
                self.merging.pause(true);
            }
            let id = match &change {
                Change::Put(record) => record.id,
                Change::Remove(id) => *id,
            };
            let put = matches!(change, Change::Put(_));
            let known = if put { !self.ids.lock().insert(id) } else { self.ids.lock().remove(&id) };
            if known {
                writer.delete_term(Term::from_field_i64(self.fields.id, id));
            }
            if let Change::Put(record) = change {
                writer.add_document(document(&self.fields, *record, self.kept_chars)?)?;
            }
        }
        Ok(())
    }

    /// Makes everything staged findable and notes the journal sequence reached.
    pub fn commit(&self, position: i64) -> Result<()> {
        let payload = serde_json::to_string(&Payload::at(position))?;
        self.merging.pause(false);
        {
            let mut writer = self.writer.write();
            let mut prepared = writer.prepare_commit()?;
            prepared.set_payload(&payload);
            prepared.commit()?;
        }
        *self.position.lock() = Some(position);
        self.refresh()
    }

    /// Shows searches the latest commit and finished merges. Commits do this themselves.
    pub fn refresh(&self) -> Result<()> {
        let _one_at_a_time = self.refreshing.lock();
        self.reader.reload()?;
        let known = Arc::clone(&self.current().tables);
        let snapshot = Snapshot::take(self.reader.searcher(), &known)?;
        *self.snapshot.write() = Arc::new(snapshot);
        Ok(())
    }

    /// Merges all segments into one: worth it after a bulk import. Takes seconds; searches and
    /// changes go on meanwhile.
    pub fn optimize(&self) -> Result<()> {
        for attempt in 1.. {
            let segments = self.engine.searchable_segment_ids()?;
            if segments.len() < 2 {
                break;
            }
            let merging = self.writer.write().merge(&segments);
            match merging.wait() {
                Ok(_) => break,
                // Another merge took one of the segments: wait for it and try again.
                Err(TantivyError::InvalidArgument(_)) if attempt < MERGE_TRIES => {
                    std::thread::sleep(Duration::from_millis(250));
                }
                Err(error) => return Err(error.into()),
            }
        }
        self.refresh()
    }

    /// Forgets every record, and the position: the index is to be rebuilt.
    pub fn clear(&self) -> Result<()> {
        {
            let mut writer = self.writer.write();
            writer.delete_all_documents()?;
            writer.commit()?;
        }
        self.ids.lock().clear();
        *self.position.lock() = None;
        self.refresh()
    }
}
