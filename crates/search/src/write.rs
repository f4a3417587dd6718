//! Changing the index: single changes at once, bulk imports in stages.

use std::sync::Arc;

use tantivy::Term;

use crate::error::Result;
use crate::index::{Index, Payload};
use crate::record::Change;
use crate::schema::document;
use crate::snapshot::Snapshot;

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
        for change in changes {
            let id = match &change {
                Change::Put(record) => record.id,
                Change::Remove(id) => *id,
            };
            writer.delete_term(Term::from_field_i64(self.fields.id, id));
            if let Change::Put(record) = change {
                writer.add_document(document(&self.fields, *record, self.kept_chars)?)?;
            }
        }
        Ok(())
    }

    /// Makes everything staged findable and notes the journal sequence reached.
    pub fn commit(&self, position: i64) -> Result<()> {
        let payload = serde_json::to_string(&Payload::at(position))?;
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
        let segments = self.engine.searchable_segment_ids()?;
        if segments.len() > 1 {
            let merging = self.writer.write().merge(&segments);
            merging.wait()?;
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
        *self.position.lock() = None;
        self.refresh()
    }
}
