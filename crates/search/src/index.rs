//! The index: opening it, wiping it when it is of no use, and what it says about itself.

use std::collections::HashSet;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use parking_lot::{Mutex, RwLock};
use serde::{Deserialize, Serialize};
use tantivy::directory::error::LockError;
use tantivy::indexer::IndexWriterOptions;
use tantivy::{IndexReader, IndexWriter, ReloadPolicy, TantivyError};

use crate::error::{Error, Result};
use crate::merging::Merging;
use crate::schema::{Fields, VERSION, schema, tokenizers};
use crate::snapshot::{Snapshot, Tables};
use crate::unsynced::{MARKER, Unsynced, leave_marker, take_marker};
use crate::vocabulary::{Synonyms, Vocabulary};

/// How an index is kept.
#[derive(Clone, Debug)]
pub struct IndexSettings {
    /// Threads that write; they matter for bulk imports only.
    pub writer_threads: usize,
    /// Memory each of them may fill before it writes a segment, in mebibytes.
    pub writer_memory_mib: usize,
    /// Characters of each text kept for snippets.
    pub kept_chars: usize,
}

impl Default for IndexSettings {
    fn default() -> Self {
        Self { writer_threads: 2, writer_memory_mib: 192, kept_chars: 3000 }
    }
}

/// What was found when the index was opened.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Opening {
    /// Nothing: a new index was made.
    New,
    /// A usable index.
    Kept,
    /// An index of no use, for the reason given. It was wiped: rebuild it.
    Wiped(String),
}

/// The size of the index, for the operations screen.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
pub struct Stats {
    /// Records that can be found.
    pub records: u64,
    /// Bytes on disk (or in memory, for an index in memory).
    pub bytes: u64,
    /// Segments; a search visits each.
    pub segments: usize,
}

/// What a commit carries besides the records.
#[derive(Serialize, Deserialize)]
pub(crate) struct Payload {
    version: u32,
    pub position: i64,
}

impl Payload {
    pub fn at(position: i64) -> Self {
        Self { version: VERSION, position }
    }
}

/// A full-text index. Cheap to share behind an `Arc`; all methods take `&self` and block.
pub struct Index {
    pub(crate) engine: tantivy::Index,
    pub(crate) fields: Fields,
    pub(crate) writer: RwLock<IndexWriter>,
    pub(crate) reader: IndexReader,
    pub(crate) snapshot: RwLock<Arc<Snapshot>>,
    pub(crate) refreshing: Mutex<()>,
    pub(crate) synonyms: RwLock<Arc<Synonyms>>,
    pub(crate) position: Mutex<Option<i64>>,
    /// The ids of all records put in and not removed, staged ones too.
    pub(crate) ids: Mutex<HashSet<i64>>,
    pub(crate) merging: Merging,
    pub(crate) kept_chars: usize,
    opening: Opening,
    /// The last field: dropped when nothing writes any more.
    closing: Option<Closing>,
}

/// Leaves the marker of an index closed in order.
struct Closing(PathBuf);

impl Drop for Closing {
    fn drop(&mut self) {
        if let Err(error) = leave_marker(&self.0) {
            tracing::warn!(
                error = error.to_string(),
                "the search index will be checked at the next start"
            );
        }
    }
}

impl Index {
    /// Opens the index in a directory of its own. An index that is damaged or of another version
    /// is wiped; [`Index::opening`] tells, and [`Index::position`] is then `None`.
    pub fn open(directory: impl AsRef<Path>, settings: &IndexSettings) -> Result<Self> {
        let path = directory.as_ref();
        let failed = |source| Error::Directory { path: path.to_owned(), source };
        std::fs::create_dir_all(path).map_err(failed)?;
        let found = path.join("meta.json").exists();
        let attempt = || -> Result<(Self, Option<&str>)> {
            let mut index = Self::start(Self::engine_in(path)?, settings, Opening::Kept)?;
            // The marker is touched only now, when the lock is ours.
            let fault = if !index.version_fits()? {
                Some("made by another version")
            } else if !take_marker(path) && found && !index.verify()?.is_empty() {
                Some("damaged")
            } else {
                index.closing = Some(Closing(path.to_owned()));
                None
            };
            Ok((index, fault))
        };
        // The engine panics on some damage instead of saying so.
        let attempt = std::panic::catch_unwind(std::panic::AssertUnwindSafe(attempt));
        let reason = match attempt {
            Ok(Ok((mut index, None))) => {
                index.opening = if found { Opening::Kept } else { Opening::New };
                return Ok(index);
            }
            Ok(Ok((index, Some(fault)))) => {
                // It holds the lock of the directory.
                drop(index);
                fault.to_owned()
            }
            Ok(Err(Error::Engine(TantivyError::LockFailure(LockError::LockBusy, _)))) => {
                return Err(Error::Busy(path.to_owned()));
            }
            Ok(Err(error)) => describe(&error),
            Err(_panic) => "damaged".to_owned(),
        };
        tracing::warn!(
            reason = &*reason,
            directory = path.display().to_string(),
            "search index wiped"
        );
        wipe(path).map_err(failed)?;
        let mut index = Self::start(Self::engine_in(path)?, settings, Opening::Wiped(reason))?;
        index.closing = Some(Closing(path.to_owned()));
        Ok(index)
    }

    /// An index in memory, for tests and small tools.
    pub fn in_memory() -> Result<Self> {
        let engine = tantivy::Index::builder()
            .schema(schema().0)
            .tokenizers(tokenizers())
            .create_in_ram()?;
        let settings =
            IndexSettings { writer_threads: 1, writer_memory_mib: 32, ..IndexSettings::default() };
        Self::start(engine, &settings, Opening::New)
    }

    fn engine_in(path: &Path) -> Result<tantivy::Index> {
        let directory = Unsynced::open(path)?;
        let builder = tantivy::Index::builder().schema(schema().0).tokenizers(tokenizers());
        Ok(builder.open_or_create(directory)?)
    }

    /// False when a commit of another version of this crate is found.
    fn version_fits(&self) -> Result<bool> {
        Ok(self.position().is_some() || self.engine.load_metas()?.payload.is_none())
    }

    fn start(engine: tantivy::Index, settings: &IndexSettings, opening: Opening) -> Result<Self> {
        let options = IndexWriterOptions::builder()
            .num_worker_threads(settings.writer_threads.clamp(1, 8))
            .memory_budget_per_thread(settings.writer_memory_mib.clamp(16, 2048) << 20)
            .num_merge_threads(1)
            .build();
        let writer: IndexWriter = engine.writer_with_options(options)?;
        let merging = Merging::default();
        writer.set_merge_policy(Box::new(merging.clone()));
        let reader: IndexReader =
            engine.reader_builder().reload_policy(ReloadPolicy::Manual).try_into()?;
        let snapshot = Snapshot::take(reader.searcher(), &Tables::new())?;
        let position = stored_position(&engine)?;
        Ok(Self {
            ids: Mutex::new(snapshot.ids()),
            merging,
            fields: schema().1,
            writer: RwLock::new(writer),
            reader,
            snapshot: RwLock::new(Arc::new(snapshot)),
            refreshing: Mutex::new(()),
            synonyms: RwLock::default(),
            position: Mutex::new(position),
            kept_chars: settings.kept_chars,
            engine,
            opening,
            closing: None,
        })
    }

    /// What was found when the index was opened.
    pub fn opening(&self) -> &Opening {
        &self.opening
    }

    /// The journal sequence of the last commit; `None` means: rebuild from the beginning.
    pub fn position(&self) -> Option<i64> {
        *self.position.lock()
    }

    /// Sets the synonyms and stop words; searches that begin later use them.
    pub fn set_vocabulary(&self, vocabulary: &Vocabulary) {
        *self.synonyms.write() = Arc::new(Synonyms::prepare(vocabulary));
        // Answers by the old words are left behind with the old snapshot.
        let _one_at_a_time = self.refreshing.lock();
        let renewed = self.current().renewed();
        *self.snapshot.write() = Arc::new(renewed);
    }

    /// The number of records that can be found.
    pub fn len(&self) -> u64 {
        self.current().searcher.num_docs()
    }

    /// True when nothing can be found.
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// The size of the index.
    pub fn stats(&self) -> Result<Stats> {
        let snapshot = self.current();
        Ok(Stats {
            records: snapshot.searcher.num_docs(),
            bytes: snapshot.searcher.space_usage()?.total().get_bytes(),
            segments: snapshot.searcher.segment_readers().len(),
        })
    }

    /// Reads every file and compares checksums; gives the damaged files. Slow.
    pub fn verify(&self) -> Result<Vec<PathBuf>> {
        Ok(self.engine.validate_checksum()?.into_iter().collect())
    }

    pub(crate) fn current(&self) -> Arc<Snapshot> {
        Arc::clone(&self.snapshot.read())
    }
}

fn stored_position(engine: &tantivy::Index) -> Result<Option<i64>> {
    let payload = engine.load_metas()?.payload;
    let payload = payload.and_then(|text| serde_json::from_str::<Payload>(&text).ok());
    Ok(payload.filter(|payload| payload.version == VERSION).map(|payload| payload.position))
}

fn describe(error: &Error) -> String {
    use std::error::Error as _;
    error.source().map_or_else(|| error.to_string(), |source| format!("{error}: {source}"))
}

/// Removes the files of an index and nothing else.
fn wipe(path: &Path) -> std::io::Result<()> {
    for entry in std::fs::read_dir(path)? {
        let entry = entry?;
        let name = entry.file_name();
        let name = name.to_string_lossy();
        let stem = name.split('.').next().unwrap_or_default();
        let segment = stem.len() == 32 && stem.bytes().all(|b| b.is_ascii_hexdigit());
        if segment || matches!(&*name, "meta.json" | ".managed.json" | MARKER) {
            std::fs::remove_file(entry.path())?;
        }
    }
    Ok(())
}
