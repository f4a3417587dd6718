//! The folder that holds the backups: `objects/` for all of them, `backups/NAME/` for each.

use std::path::{Path, PathBuf};

use platform::{Fault, FaultContext, Time, private_folder};

use super::manifest::{FORM, Manifest};
use crate::sums::Sums;

const BACKUPS: &str = "backups";
const OBJECTS: &str = "objects";
const MANIFEST: &str = "manifest.json";
const SEAL: &str = "manifest.sm3";

/// A folder of backups.
#[derive(Clone, Debug)]
pub struct Shelf {
    dir: PathBuf,
}

impl Shelf {
    /// The folder; nothing is looked at yet.
    pub fn new(dir: impl Into<PathBuf>) -> Self {
        Self { dir: dir.into() }
    }

    /// A place inside the folder, as a manifest names it.
    pub(super) fn place(&self, path: &str) -> Result<PathBuf, Fault> {
        let plain = |part: &str| !part.is_empty() && part != "." && part != "..";
        let good = path.split('/').all(plain) && !path.contains('\\');
        good.then(|| self.dir.join(path)).doing(format!("take {path:?} as a place in a backup"))
    }

    /// Names of all whole backups, oldest first.
    pub fn names(&self) -> Result<Vec<String>, Fault> {
        let dir = self.dir.join(BACKUPS);
        let doing = || format!("list {}", dir.display());
        let entries = match std::fs::read_dir(&dir) {
            Ok(entries) => entries,
            Err(error) if error.kind() == std::io::ErrorKind::NotFound => return Ok(Vec::new()),
            Err(error) => return Err(Fault::caused(doing(), error)),
        };
        let mut names = Vec::new();
        for entry in entries {
            let name = entry.doing(doing())?.file_name().to_string_lossy().into_owned();
            if !name.starts_with('.') {
                names.push(name);
            }
        }
        names.sort();
        Ok(names)
    }

    /// The backup of this name, or the newest.
    pub fn named(&self, name: Option<&str>) -> Result<String, Fault> {
        let names = self.names()?;
        let found = match name {
            Some(name) => names.into_iter().find(|known| known == name),
            None => names.into_iter().next_back(),
        };
        found.doing(format!("find a backup in {}", self.dir.display()))
    }

    /// The manifest of a backup, if it is as it was written.
    pub fn manifest(&self, name: &str) -> Result<Manifest, Fault> {
        let dir = self.dir.join(BACKUPS).join(name);
        let read = |file: &str| {
            let path = dir.join(file);
            std::fs::read_to_string(&path).doing(format!("read {}", path.display()))
        };
        let text = read(MANIFEST)?;
        if Sums::of(text.as_bytes()).sm3 != read(SEAL)?.trim() {
            return Err(Fault::new(format!("the manifest of backup {name} was altered")));
        }
        let manifest: Manifest = serde_json::from_str(&text).doing("read a manifest")?;
        if manifest.form == FORM {
            return Ok(manifest);
        }
        Err(Fault::new(format!(
            "backup {name} has form {}, made by a newer program",
            manifest.form
        )))
    }

    /// Where the parts of a new backup lie until it is whole, and how their paths begin afterwards.
    pub(super) fn begin(&self, at: Time) -> Result<NewBackup, Fault> {
        let name = at.utc().format("%Y%m%dT%H%M%SZ").to_string();
        let backups = self.dir.join(BACKUPS);
        let (draft, place) = (backups.join(format!(".{name}.part")), backups.join(&name));
        if place.exists() {
            return Err(Fault::new(format!("there is a backup {name} already")));
        }
        private_folder(&draft)?;
        Ok(NewBackup { prefix: format!("{BACKUPS}/{name}"), name, draft, place, backups })
    }

    /// The path of an object, as a manifest names it.
    pub(super) fn object(digest: &files::Digest, ending: &str) -> String {
        let hex = digest.as_str();
        format!("{OBJECTS}/{}/{hex}{ending}", hex.get(..2).unwrap_or_default())
    }
}

/// A backup in the making.
pub(super) struct NewBackup {
    /// Its name.
    pub name: String,
    /// How paths of its parts begin.
    pub prefix: String,
    /// The folder it is written into.
    pub draft: PathBuf,
    place: PathBuf,
    backups: PathBuf,
}

impl NewBackup {
    /// Writes the manifest and gives the backup its name; gives the manifest's SM3. What was broken
    /// off before is no backup.
    pub(super) fn finish(self, manifest: &Manifest) -> Result<String, Fault> {
        let text = serde_json::to_string_pretty(manifest).doing("write a manifest")?;
        let seal = Sums::of(text.as_bytes()).sm3;
        write(&self.draft.join(MANIFEST), text.as_bytes())?;
        write(&self.draft.join(SEAL), format!("{seal}\n").as_bytes())?;
        sync_dir(&self.draft)?;
        std::fs::rename(&self.draft, &self.place).doing("give a backup its name")?;
        sync_dir(&self.backups)?;
        Ok(seal)
    }
}

fn write(path: &Path, bytes: &[u8]) -> Result<(), Fault> {
    use std::io::Write;
    let doing = || format!("write {}", path.display());
    let mut file = std::fs::File::create(path).doing(doing())?;
    file.write_all(bytes).doing(doing())?;
    file.sync_all().doing(doing())
}

/// Names in a folder outlive a power cut when this returns.
pub(super) fn sync_dir(dir: &Path) -> Result<(), Fault> {
    let doing = || format!("flush {}", dir.display());
    std::fs::File::open(dir).doing(doing())?.sync_all().doing(doing())
}
