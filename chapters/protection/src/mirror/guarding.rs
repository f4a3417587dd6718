//! A mirror's files are looked at beside everything else, and what others did to them is put right.

use std::collections::{BTreeMap, HashMap, HashSet};
use std::path::Path;
use std::time::SystemTime;

use platform::{Fault, FaultContext};
use tokio::task::JoinHandle;

use super::address::Address;
use super::alarms::raise;
use super::manifest::{MANIFEST, SIGNATURES, SITE, Signed, files_below};
use super::writing::{Mirror, Written};
use crate::sums::Sums;

/// Where what others put there is kept.
const EVIDENCE: &str = "evidence";

/// What others did to a mirror.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Deviations {
    /// Files with another content.
    pub altered: Vec<String>,
    /// Files that belong to no page.
    pub added: Vec<String>,
    /// Files that are gone.
    pub missing: Vec<String>,
}

impl Deviations {
    /// How many files.
    pub fn count(&self) -> usize {
        self.altered.len() + self.added.len() + self.missing.len()
    }

    pub(super) fn first(&self) -> Option<&String> {
        self.altered.iter().chain(&self.added).chain(&self.missing).next()
    }
}

/// What a file looks like from outside: every write changes it, whatever the writer sets its time to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Stamp {
    size: u64,
    modified: Option<SystemTime>,
    changed: (i64, i64),
    inode: u64,
    mode: u32,
}

/// Who may read a file, of its mode.
const READERS: u32 = 0o444;

/// Files that were read, as they looked then.
#[derive(Default)]
pub(super) struct Seen(HashMap<String, (Stamp, Sums)>);

impl Seen {
    /// The sums of a file; read again only if it looks otherwise. One that readers were shut out of is as
    /// good as altered.
    fn sums(&mut self, site: &Path, file: &str) -> Result<Option<Sums>, Fault> {
        let path = site.join(file);
        let Ok(about) = std::fs::symlink_metadata(&path) else { return Ok(None) };
        let stamp = stamp(&about);
        if let Some((known, sums)) = self.0.get(file)
            && *known == stamp
        {
            return Ok(Some(sums.clone()));
        }
        let shut = |(known, _): &(Stamp, Sums)| known.mode & !stamp.mode & READERS != 0;
        // A link would show whatever it leads to.
        if !about.is_file() || self.0.get(file).is_some_and(shut) {
            return Ok(Some(Sums::default()));
        }
        let sums = match Sums::of_file(&path) {
            Err(_) if stamp.mode & READERS != READERS => Some(Sums::default()),
            sums => sums?,
        };
        if let Some(sums) = &sums {
            self.0.insert(file.to_owned(), (stamp, sums.clone()));
        }
        Ok(sums)
    }
}

#[cfg(unix)]
fn stamp(about: &std::fs::Metadata) -> Stamp {
    use std::os::unix::fs::MetadataExt;
    let changed = (about.ctime(), about.ctime_nsec());
    let (modified, mode) = (about.modified().ok(), about.mode());
    Stamp { size: about.len(), modified, changed, inode: about.ino(), mode }
}

#[cfg(not(unix))]
fn stamp(about: &std::fs::Metadata) -> Stamp {
    let modified = about.modified().ok();
    Stamp { size: about.len(), modified, changed: (0, 0), inode: 0, mode: READERS }
}

/// Looks at the files of a mirror, again and again.
#[derive(Default)]
pub(super) struct Guard {
    seen: Seen,
    /// What could not be put aside in the last round: it is tried again in each, and told once.
    stuck: HashSet<String>,
    looking: Option<JoinHandle<Result<Look, Fault>>>,
}

/// What one look at all files has found.
pub(super) struct Look {
    seen: Seen,
    /// Files that were not as they should be when the look began; some may be written anew since.
    pub(super) suspects: Vec<String>,
}

impl Guard {
    /// Begins to look, unless the last look goes on still. Reading everything takes a while the first
    /// time; what is published meanwhile doesn't wait for it.
    pub(super) fn begin(&mut self, mirror: &Mirror) -> Result<(), Fault> {
        if self.looking.is_none() {
            let (site, sums) = (mirror.site()?, mirror.sums.clone());
            let (dir, signed) = (mirror.dir.clone(), mirror.signed.clone());
            let seen = std::mem::take(&mut self.seen);
            self.looking = Some(tokio::task::spawn_blocking(move || {
                let mut look = look(&site, &sums, seen)?;
                let beside = signed.iter().flatten();
                let hurt = beside.filter(|(file, known)| !is_as_written(&dir, file, known));
                look.suspects.extend(hurt.map(|(file, _)| (*file).to_owned()));
                Ok(look)
            }));
        }
        Ok(())
    }

    /// Waits for the look's end; for ever if none is under way.
    pub(super) async fn looked(&mut self) -> Result<Vec<String>, Fault> {
        let Some(looking) = &mut self.looking else { return std::future::pending().await };
        let look = looking.await;
        self.looking = None;
        let Look { seen, suspects } = look.doing("look at the mirror")??;
        self.seen = seen;
        Ok(suspects)
    }

    /// Looks at suspects once more and puts right what others did to them.
    pub(super) async fn put_right(
        &mut self,
        mirror: &mut Mirror,
        suspects: Vec<String>,
    ) -> Result<Option<(Written, Deviations)>, Fault> {
        let mut found = self.deviations(mirror, suspects)?;
        let stuck: HashSet<String> = keep_evidence(mirror, &found)?.into_iter().collect();
        let before = std::mem::replace(&mut self.stuck, stuck);
        for list in [&mut found.altered, &mut found.added] {
            list.retain(|file| !(before.contains(file) && self.stuck.contains(file)));
        }
        if found.count() == 0 {
            return Ok(None);
        }
        let hurt: HashSet<&String> = found.altered.iter().chain(&found.missing).collect();
        let shown = mirror.shown.iter().filter(|(_, leaf)| hurt.contains(&leaf.file));
        let again: Vec<Address> = shown.map(|(address, _)| address.clone()).collect();
        let written = mirror.renew(again).await?;
        raise(&mirror.walker.app, &found).await?;
        Ok(Some((written, found)))
    }

    fn deviations(&mut self, mirror: &Mirror, suspects: Vec<String>) -> Result<Deviations, Fault> {
        let site = mirror.site()?;
        let mut found = Deviations::default();
        for file in suspects {
            if let Some((name, known)) = beside(mirror.signed.as_ref(), &file) {
                found.note_beside(&mirror.dir, name, known);
                continue;
            }
            match (mirror.sums.get(&file), self.seen.sums(&site, &file)?) {
                (Some(_), None) => found.missing.push(file),
                (Some(known), Some(own)) if own != *known => found.altered.push(file),
                (None, Some(_)) => found.added.push(file),
                _ => {}
            }
        }
        Ok(found)
    }
}

/// Manifest or signatures by their name, with their sums.
fn beside<'a>(signed: Option<&'a Signed>, file: &str) -> Option<(&'static str, &'a Sums)> {
    let mut both = signed.into_iter().flatten();
    both.find(|(name, _)| *name == file).map(|(name, known)| (*name, known))
}

/// Whether a file beside the pages is there as it was written.
fn is_as_written(dir: &Path, file: &str, known: &Sums) -> bool {
    matches!(Sums::of_file(&dir.join(file)), Ok(Some(found)) if found == *known)
}

impl Deviations {
    /// Notes a file beside the pages that is not as it was written.
    fn note_beside(&mut self, dir: &Path, name: &str, known: &Sums) {
        if !dir.join(name).exists() {
            self.missing.push(name.to_owned());
        } else if !is_as_written(dir, name, known) {
            self.altered.push(name.to_owned());
        }
    }
}

/// Reads all files that look otherwise than when they were read last.
pub(super) fn look(
    site: &Path,
    sums: &BTreeMap<String, Sums>,
    mut seen: Seen,
) -> Result<Look, Fault> {
    let mut there = files_below(site)?;
    let mut suspects = Vec::new();
    for (file, known) in sums {
        there.remove(file);
        if seen.sums(site, file)?.as_ref() != Some(known) {
            suspects.push(file.clone());
        }
    }
    suspects.extend(there);
    Ok(Look { seen, suspects })
}

/// Moves what others wrote out of what is served. Gives what doesn't let itself be moved: it stays, and
/// somebody has to look.
pub(super) fn keep_evidence(mirror: &Mirror, found: &Deviations) -> Result<Vec<String>, Fault> {
    let mut stuck = Vec::new();
    let at = mirror.walker.app.clock().now().utc().format("%Y%m%dT%H%M%SZ").to_string();
    for file in found.altered.iter().chain(&found.added) {
        let is_beside = [MANIFEST, SIGNATURES].contains(&file.as_str());
        let own = if is_beside { mirror.dir.clone() } else { mirror.dir.join(SITE) };
        let (from, to) = (own.join(file), mirror.dir.join(EVIDENCE).join(&at).join(file));
        let doing = || format!("keep {file} as evidence");
        let folder = to.parent().doing(doing())?;
        std::fs::create_dir_all(folder).doing(doing())?;
        if let Err(error) = std::fs::rename(&from, &to) {
            tracing::error!(file, cause = error.to_string(), "it could not be put aside");
            stuck.push(file.clone());
            // The place that was made for it; one that holds something else stays.
            let made = to.ancestors().skip(1).take_while(|folder| !folder.ends_with(EVIDENCE));
            let _ = made.map(std::fs::remove_dir).take_while(Result::is_ok).count();
        }
    }
    Ok(stuck)
}
