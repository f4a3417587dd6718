//! Room on the disks that a node writes to.

use std::path::{Path, PathBuf};

use files::FileSettings;
use serde::{Deserialize, Serialize};
use structure::App;

/// What lies on a disk.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Holding {
    /// The data folder; with SQLite the database too.
    Data,
    /// Attachments, pictures, films.
    Files,
    /// The search index.
    Index,
}

impl Holding {
    /// As messages name it.
    pub fn word(self) -> &'static str {
        match self {
            Self::Data => "data",
            Self::Files => "files",
            Self::Index => "index",
        }
    }
}

/// A place and the room on its disk.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Disk {
    /// What lies there.
    pub holding: Holding,
    /// Where.
    pub path: PathBuf,
    /// Bytes that may still be written.
    pub free: u64,
    /// Bytes of the disk.
    pub total: u64,
    /// The disk's number on its machine: several places may lie on the same.
    #[serde(default)]
    pub device: Option<u64>,
}

impl Disk {
    /// Percent that are free, rounded down.
    pub fn free_percent(&self) -> u64 {
        let percent = u128::from(self.free) * 100;
        percent.checked_div(self.total.into()).and_then(|it| u64::try_from(it).ok()).unwrap_or(100)
    }
}

/// This node's. What a disk doesn't tell is left out.
pub(super) async fn disks(app: &App) -> Vec<Disk> {
    let dir = app.settings.data.dir.clone();
    let files = match &app.settings.files {
        None => Some(dir.join("files")),
        Some(FileSettings::Folder { path }) => Some(path.clone()),
        // A store of its own has a watch of its own.
        Some(FileSettings::S3 { .. }) => None,
    };
    let index = dir.join("index");
    let places =
        [(Holding::Data, Some(dir)), (Holding::Files, files), (Holding::Index, Some(index))];
    let asked = tokio::task::spawn_blocking(move || {
        let look = |(holding, path): (Holding, Option<PathBuf>)| room(holding, &path?);
        places.into_iter().filter_map(look).collect()
    });
    asked.await.unwrap_or_default()
}

fn room(holding: Holding, path: &Path) -> Option<Disk> {
    let (free, total) = (fs4::available_space(path).ok()?, fs4::total_space(path).ok()?);
    Some(Disk { holding, path: path.to_owned(), free, total, device: device(path) })
}

#[cfg(unix)]
fn device(path: &Path) -> Option<u64> {
    use std::os::unix::fs::MetadataExt;
    std::fs::metadata(path).ok().map(|about| about.dev())
}

#[cfg(not(unix))]
fn device(_: &Path) -> Option<u64> {
    None
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_real_disk_tells_its_room() {
        let dir = tempfile::tempdir().unwrap();
        let disk = room(Holding::Data, dir.path()).unwrap();
        assert!(disk.total > 0 && disk.free <= disk.total && disk.free_percent() <= 100);
        assert_eq!(room(Holding::Data, Path::new("/no/such/place")), None);
    }

    #[test]
    fn percents_are_rounded_down() {
        let disk = |free, total| {
            let (holding, path) = (Holding::Data, PathBuf::new());
            Disk { holding, path, free, total, device: None }
        };
        assert_eq!(disk(99, 1_000).free_percent(), 9);
        assert_eq!(disk(u64::MAX, u64::MAX).free_percent(), 100);
        assert_eq!(disk(0, 0).free_percent(), 100);
    }
}
