//! What every act needs beside its own values: the database, the structure as it is now, the kinds
//! and the engine's settings.

use std::sync::Arc;

use platform::{Db, Fault, Time};
use serde::Deserialize;
use structure::Tree;

use crate::index_numbers::IndexPattern;
use crate::kinds::Kinds;

/// Where acts take place. Cheap to clone.
#[derive(Clone)]
pub struct Context {
    /// The database.
    pub db: Db,
    /// Units, sites and columns.
    pub tree: Arc<Tree>,
    /// The kinds of documents.
    pub kinds: Kinds,
    /// The engine's settings.
    pub settings: Arc<DocumentSettings>,
}

/// The engine's settings; the program may register its own.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct DocumentSettings {
    /// Hours within which an emergency publication needs its second signature.
    pub emergency_hours: i64,
    /// How index numbers are formed.
    pub index_pattern: IndexPattern,
    /// Days within which a promised interpretation must follow its policy.
    pub interpretation_days: i64,
}

impl Default for DocumentSettings {
    fn default() -> Self {
        Self {
            emergency_hours: 24,
            index_pattern: IndexPattern::default(),
            interpretation_days: 30,
        }
    }
}

impl Context {
    /// A context of these parts with the usual settings.
    pub fn new(db: Db, tree: Arc<Tree>, kinds: Kinds) -> Self {
        Self { db, tree, kinds, settings: Arc::default() }
    }

    /// The present.
    pub fn now(&self) -> Time {
        self.db.clock().now()
    }

    /// The column, which must be open.
    pub(crate) fn column(
        &self,
        id: structure::ColumnId,
    ) -> Result<&structure::columns::Column, crate::documents::DocumentRefusal> {
        let column = self.tree.column(id).filter(|column| column.is_open());
        column.ok_or(crate::documents::DocumentRefusal::NoColumn)
    }

    /// The column's path, which the tree must know.
    pub(crate) fn column_path(&self, id: structure::ColumnId) -> Result<&str, Fault> {
        self.tree
            .column(id)
            .map(|column| column.path.as_str())
            .ok_or_else(|| Fault::new(format!("find column {id} in the tree")))
    }
}
