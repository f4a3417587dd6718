//! A mirror is kept true: to the journal, and to itself.

use std::collections::{HashMap, HashSet};
use std::path::Path;
use std::time::{Duration, SystemTime};

use platform::journal::entries_after;
use platform::{Fault, FaultContext};
use tokio_util::sync::CancellationToken;

use super::address::Address;
use super::alarms::raise;
use super::manifest::{SITE, files_below};
use super::writing::{Mirror, Written};
use crate::sums::Sums;

/// How often all files are looked at; an alteration is put right well within a minute.
const ROUND: Duration = Duration::from_secs(15);
/// Before pages that could not be had are asked for again.
const PAUSE: Duration = Duration::from_secs(2);
/// Journal entries read at once.
const PIECE: i64 = 2_000;
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
}

/// Files that were read, as they looked then.
#[derive(Default)]
struct Seen(HashMap<String, (Stamp, Sums)>);

impl Seen {
    /// The sums of a file; read again only if it looks otherwise.
    fn sums(&mut self, site: &Path, file: &str) -> Result<Option<Sums>, Fault> {
        let path = site.join(file);
        let Ok(about) = std::fs::symlink_metadata(&path) else { return Ok(None) };
        let stamp = stamp(&about);
        if let Some((known, sums)) = self.0.get(file)
            && *known == stamp
        {
            return Ok(Some(sums.clone()));
        }
        // A link would show whatever it leads to.
        let sums = if about.is_file() { Sums::of_file(&path)? } else { Some(Sums::default()) };
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
    Stamp { size: about.len(), modified: about.modified().ok(), changed, inode: about.ino() }
}

#[cfg(not(unix))]
fn stamp(about: &std::fs::Metadata) -> Stamp {
    let modified = about.modified().ok();
    Stamp { size: about.len(), modified, changed: (0, 0), inode: 0 }
}

/// Writes the whole mirror, then follows the journal and guards the files until told to stop.
/// `told` hears of everything that was written.
pub async fn watch(
    mirror: &mut Mirror,
    stop: CancellationToken,
    told: impl Fn(&Written, Option<&Deviations>),
) -> Result<(), Fault> {
    told(&mirror.whole().await?, None);
    let mut head = mirror.walker.app.db.journal_head();
    let mut seen = Seen::default();
    let mut round = tokio::time::interval(ROUND);
    loop {
        let late = !mirror.late.is_empty();
        let looking = tokio::select! {
            biased;
            () = stop.cancelled() => return Ok(()),
            changed = head.changed() => {
                changed.doing("hear the journal")?;
                false
            }
            _ = round.tick() => true,
            // Nothing is new: time for what is late.
            () = std::future::ready(()), if late => false,
        };
        // With every round too: what could not be had the last time may be there now.
        match follow(mirror).await {
            Ok(Some(written)) => told(&written, None),
            Ok(None) => {}
            Err(fault) => tracing::warn!(cause = fault.chain(), "the mirror is late"),
        }
        match mirror.catch_up().await {
            Ok(Some(written)) => told(&written, None),
            Ok(None) => {}
            Err(fault) => {
                tracing::warn!(cause = fault.chain(), "the mirror is late");
                tokio::time::sleep(PAUSE).await;
            }
        }
        if looking {
            match guard(mirror, &mut seen).await {
                Ok(Some((written, found))) => told(&written, Some(&found)),
                Ok(None) => {}
                Err(fault) => tracing::error!(cause = fault.chain(), "the mirror is not guarded"),
            }
        }
    }
}

/// Takes in what the journal has brought; `None` if nothing of it is shown.
async fn follow(mirror: &mut Mirror) -> Result<Option<Written>, Fault> {
    let app = mirror.walker.app.clone();
    let (mut tags, mut last) = (HashSet::new(), mirror.seq);
    loop {
        let entries = entries_after(&app.db, last, PIECE).await?;
        let Some(end) = entries.last().map(|entry| entry.seq) else { break };
        last = end;
        tags.extend(entries.into_iter().flat_map(|entry| entry.tags));
    }
    if tags.is_empty() {
        mirror.seq = last;
        return Ok(None);
    }
    // This node's own pages first: they are what is fetched.
    app.settled(last).await;
    mirror.refresh(&tags, last).await.map(Some)
}

/// Looks at all files and puts right what others did to them.
async fn guard(
    mirror: &mut Mirror,
    seen: &mut Seen,
) -> Result<Option<(Written, Deviations)>, Fault> {
    let found = deviations(mirror, seen)?;
    if found.count() == 0 {
        return Ok(None);
    }
    keep_evidence(mirror, &found)?;
    let hurt: HashSet<&String> = found.altered.iter().chain(&found.missing).collect();
    let shown = mirror.shown.iter().filter(|(_, leaf)| hurt.contains(&leaf.file));
    let again: Vec<Address> = shown.map(|(address, _)| address.clone()).collect();
    let written = mirror.renew(again).await?;
    raise(&mirror.walker.app, &found).await?;
    Ok(Some((written, found)))
}

fn deviations(mirror: &Mirror, seen: &mut Seen) -> Result<Deviations, Fault> {
    let site = mirror.site()?;
    let mut found = Deviations::default();
    let mut there = files_below(&site)?;
    for (file, sums) in &mirror.sums {
        there.remove(file);
        match seen.sums(&site, file)? {
            None => found.missing.push(file.clone()),
            Some(own) if own != *sums => found.altered.push(file.clone()),
            Some(_) => {}
        }
    }
    found.added = there.into_iter().collect();
    Ok(found)
}

/// Moves what others wrote out of what is served.
fn keep_evidence(mirror: &Mirror, found: &Deviations) -> Result<(), Fault> {
    let at = mirror.walker.app.clock().now().utc().format("%Y%m%dT%H%M%SZ").to_string();
    for file in found.altered.iter().chain(&found.added) {
        let (from, to) =
            (mirror.dir.join(SITE).join(file), mirror.dir.join(EVIDENCE).join(&at).join(file));
        let doing = || format!("keep {file} as evidence");
        let folder = to.parent().doing(doing())?;
        std::fs::create_dir_all(folder).doing(doing())?;
        std::fs::rename(&from, &to).doing(doing())?;
    }
    Ok(())
}
