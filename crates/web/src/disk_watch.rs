//! In a debug build templates and assets are read from disk: this says when they have changed.

use std::path::{Path, PathBuf};
use std::time::{Duration, Instant, SystemTime};

use parking_lot::Mutex;

/// How often the folders are looked at, at most.
const PAUSE: Duration = Duration::from_millis(300);

/// Newest change and number of files.
type Stamp = (Option<SystemTime>, usize);

/// Watches folders by asking, not by notices: pages are rendered seldom, because they are cached.
#[derive(Debug)]
pub struct DiskWatch {
    folders: Vec<PathBuf>,
    seen: Mutex<Option<(Instant, Stamp)>>,
}

impl DiskWatch {
    /// A watch over folders; it does nothing in a release.
    pub fn new(folders: Vec<PathBuf>) -> Self {
        Self { folders, seen: Mutex::new(None) }
    }

    /// Whether something has changed since the last time this was asked.
    pub fn changed(&self) -> bool {
        if !cfg!(debug_assertions) {
            return false;
        }
        let mut seen = self.seen.lock();
        if seen.as_ref().is_some_and(|(when, _)| when.elapsed() < PAUSE) {
            return false;
        }
        let mut now: Stamp = (None, 0);
        for folder in &self.folders {
            look(folder, &mut now);
        }
        let before = seen.replace((Instant::now(), now));
        before.is_some_and(|(_, before)| before != now)
    }
}

fn look(folder: &Path, stamp: &mut Stamp) {
    for file in files(folder) {
        let modified = file.metadata().and_then(|data| data.modified()).ok();
        stamp.0 = stamp.0.max(modified);
        stamp.1 += 1;
    }
}

/// All files under a folder, in order; nothing when there is no folder.
pub fn files(folder: &Path) -> Vec<PathBuf> {
    let mut found = Vec::new();
    let mut waiting = vec![folder.to_owned()];
    while let Some(folder) = waiting.pop() {
        let Ok(entries) = std::fs::read_dir(&folder) else {
            continue;
        };
        for entry in entries.flatten() {
            match entry.file_type() {
                Ok(kind) if kind.is_dir() => waiting.push(entry.path()),
                Ok(kind) if kind.is_file() => found.push(entry.path()),
                _ => {}
            }
        }
    }
    found.sort();
    found
}
