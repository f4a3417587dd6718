//! The mirror is written: whole at first, then only what the journal has changed.

use std::borrow::Cow;
use std::collections::{BTreeMap, BTreeSet, HashSet};
use std::path::{Path, PathBuf};

use platform::{Fault, FaultContext};

use super::address::Address;
use super::keys::MirrorKeys;
use super::manifest::{Manifest, SITE, Signed, files_below, replace};
use super::unfinished;
use super::walking::{Basket, Fetched, Leaf, Shown, Walker};
use crate::sums::Sums;

/// A mirror that is being kept.
pub struct Mirror {
    /// Whose pages it shows.
    pub walker: Walker,
    /// Its folder.
    pub dir: PathBuf,
    pub(super) keys: MirrorKeys,
    pub(super) shown: Shown,
    pub(super) sums: BTreeMap<String, Sums>,
    pub(super) seq: i64,
    /// Manifest and signatures as they were written last.
    pub(super) signed: Option<Signed>,
    /// Further pages of lists that have to be written anew. What is new stands on the first ones; on
    /// these everything only moves by a place, and there may be thousands.
    pub(super) late: BTreeSet<Address>,
}

/// What an update did.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Written {
    /// Files that are shown now.
    pub files: usize,
    /// Files that are new or have another content.
    pub changed: usize,
    /// Files that were taken away.
    pub removed: usize,
    /// Further pages of lists that still show the state before.
    pub late: usize,
}

/// Further pages of lists that are written anew in one go: so long does a new publication wait.
const PIECE: usize = 250;

impl Mirror {
    /// A mirror of which nothing is known yet.
    pub fn new(walker: Walker, dir: &Path, keys: MirrorKeys) -> Self {
        let (shown, sums) = (Shown::new(), BTreeMap::new());
        let late = BTreeSet::new();
        Self { walker, dir: dir.to_owned(), keys, shown, sums, seq: 0, signed: None, late }
    }

    /// Writes the whole site; what lies there and belongs to no page is taken away.
    pub async fn whole(&mut self) -> Result<Written, Fault> {
        self.seq = *self.walker.app.db.journal_head().borrow();
        self.shown.clear();
        self.sums.clear();
        self.late.clear();
        let doors = self.walker.doors();
        unfinished::begin(&self.dir)?;
        let changed = self.take_in(doors).await?;
        let site = self.dir.join(SITE);
        let mut removed = 0;
        for file in files_below(&site)? {
            if self.sums.contains_key(&file) {
                continue;
            }
            match remove(&site.join(&file)) {
                Ok(()) => removed += 1,
                Err(fault) => tracing::error!(cause = fault.chain(), "it could not be removed"),
            }
        }
        self.sign()?;
        Ok(Written { files: self.sums.len(), changed, removed, late: 0 })
    }

    /// Writes anew what shows one of these tags, and every page of which that isn't known. Further pages
    /// of lists come later: see [`Mirror::catch_up`].
    pub async fn refresh(&mut self, tags: &HashSet<String>, seq: i64) -> Result<Written, Fault> {
        let stale = |leaf: &Leaf| match &leaf.tags {
            Some(own) => own.iter().any(|tag| tags.contains(tag)),
            None => !leaf.file.contains("/assets/") && is_page(leaf),
        };
        let stale = self.shown.iter().filter(|(_, leaf)| stale(leaf));
        let stale = stale.map(|(address, _)| address.clone());
        let (far, near): (Vec<_>, Vec<_>) = stale.partition(Address::is_further_page);
        self.late.extend(far);
        let before = std::mem::replace(&mut self.seq, seq);
        let renewed = self.renew(near).await;
        if renewed.is_err() {
            self.seq = before;
        }
        renewed
    }

    /// Writes anew some of the further pages of lists that are late; `None` if none is.
    pub async fn catch_up(&mut self) -> Result<Option<Written>, Fault> {
        let piece: Vec<Address> = self.late.iter().take(PIECE).cloned().collect();
        if piece.is_empty() {
            return Ok(None);
        }
        for address in &piece {
            self.late.remove(address);
        }
        let renewed = self.renew(piece.clone()).await;
        if renewed.is_err() {
            self.late.extend(piece);
        }
        renewed.map(Some)
    }

    /// Fetches these again, and what only they had led to. While the portal can't show a page,
    /// nothing is taken away.
    pub(super) async fn renew(&mut self, addresses: Vec<Address>) -> Result<Written, Fault> {
        let mut before = Vec::new();
        let renewed = self.try_renew(addresses, &mut before).await;
        if renewed.is_err() {
            for (address, leaf) in before {
                self.shown.entry(address).or_insert(leaf);
            }
        }
        renewed
    }

    /// `before` gets what was shown of everything that is fetched again.
    async fn try_renew(
        &mut self,
        addresses: Vec<Address>,
        before: &mut Vec<(Address, Leaf)>,
    ) -> Result<Written, Fault> {
        before.extend(addresses.iter().filter_map(|address| self.shown.remove_entry(address)));
        unfinished::begin(&self.dir)?;
        let attached = before.iter().flat_map(|(_, leaf)| &leaf.attached);
        let mut doubtful: BTreeSet<Address> = attached.cloned().collect();
        let mut changed = self.take_in(addresses).await?;
        // An attachment that is led to no longer may have been taken off the site.
        doubtful.retain(|address| self.shown.get(address).is_some_and(|leaf| leaf.tags.is_none()));
        before.extend(doubtful.iter().filter_map(|address| self.shown.remove_entry(address)));
        changed += self.take_in(doubtful.into_iter().collect()).await?;
        let gone = self.no_longer_shown(before);
        for file in &gone {
            self.sums.remove(file);
            remove(&self.dir.join(SITE).join(file))?;
        }
        self.sign()?;
        let late = self.late.len();
        Ok(Written { files: self.sums.len(), changed, removed: gone.len(), late })
    }

    /// Files of pages that were shown before and are no more, by whatever address.
    fn no_longer_shown(&self, before: &[(Address, Leaf)]) -> BTreeSet<String> {
        let is_shown = |(address, leaf): &&(Address, Leaf)| {
            self.shown.get(address).is_some_and(|now| now.file == leaf.file)
        };
        let lost = before.iter().filter(|one| !is_shown(one)).map(|(_, leaf)| leaf.file.clone());
        let mut lost: BTreeSet<String> = lost.collect();
        if !lost.is_empty() {
            for leaf in self.shown.values() {
                lost.remove(&leaf.file);
            }
        }
        lost
    }

    /// Fetches addresses and all that they lead to and that isn't shown yet. How many files changed.
    async fn take_in(&mut self, addresses: Vec<Address>) -> Result<usize, Fault> {
        let walker = self.walker.clone();
        let mut filling = Filling { mirror: self, changed: 0 };
        walker.walk(addresses, &mut filling).await?;
        Ok(filling.changed)
    }

    /// Keeps a page; whether its file has another content than before.
    fn keep(&mut self, address: Address, fetched: Fetched) -> Result<bool, Fault> {
        let Fetched { file, content, sums, tags, links } = fetched;
        let path = self.dir.join(SITE).join(&file);
        let there = match self.sums.get(&file) {
            Some(known) => Some(known.clone()),
            None => Sums::of_file(&path)?,
        };
        let changed = there.as_ref() != Some(&sums) || !path.exists();
        if changed {
            replace(&self.dir, &format!("{SITE}/{file}"), &content)?;
        }
        self.sums.insert(file.clone(), sums);
        let attached = links.into_iter().filter(|link| is_attachment(&link.path)).collect();
        self.shown.insert(address, Leaf { file, tags, attached });
        Ok(changed)
    }

    fn sign(&mut self) -> Result<(), Fault> {
        let made_at = self.walker.app.clock().now();
        let files = Cow::Borrowed(&self.sums);
        let manifest = Manifest { made_at, journal_seq: self.seq, files };
        self.signed = Some(manifest.write(&self.dir, &self.keys)?);
        unfinished::end(&self.dir)
    }
}

/// A mirror that takes in what a walk brings.
struct Filling<'a> {
    mirror: &'a mut Mirror,
    changed: usize,
}

impl Basket for Filling<'_> {
    fn has(&self, address: &Address) -> bool {
        self.mirror.shown.contains_key(address)
    }

    fn take(&mut self, address: Address, fetched: Option<Fetched>) -> Result<(), Fault> {
        if let Some(fetched) = fetched {
            self.changed += usize::from(self.mirror.keep(address, fetched)?);
        }
        Ok(())
    }
}

fn is_page(leaf: &Leaf) -> bool {
    let ending = Path::new(&leaf.file).extension().and_then(|ending| ending.to_str());
    matches!(ending, Some("html" | "xml" | "txt" | "json"))
}

/// Files of documents: they have no page of their own that would say when they go.
fn is_attachment(path: &str) -> bool {
    let last = path.split('?').next().unwrap_or_default().rsplit('/').next().unwrap_or_default();
    last.contains('.') && !path.starts_with("/assets/")
}

/// Removes a file, and the folders that it leaves empty.
pub(super) fn remove(path: &Path) -> Result<(), Fault> {
    match std::fs::remove_file(path) {
        Ok(()) => {}
        Err(error) if error.kind() == std::io::ErrorKind::NotFound => return Ok(()),
        Err(error) => return Err(Fault::caused(format!("remove {}", path.display()), error)),
    }
    let mut folder = path.parent();
    while let Some(empty) = folder {
        // A folder with anything in it stays, as it should.
        if empty.ends_with(SITE) || std::fs::remove_dir(empty).is_err() {
            break;
        }
        folder = empty.parent();
    }
    Ok(())
}

impl Mirror {
    /// Where the files lie that are served.
    pub fn site(&self) -> Result<PathBuf, Fault> {
        let site = self.dir.join(SITE);
        std::fs::create_dir_all(&site).doing(format!("make {}", site.display()))?;
        Ok(site)
    }
}
