//! The signed list of all files of a mirror, and its verification by whoever has the public keys.

use std::borrow::Cow;
use std::collections::{BTreeMap, BTreeSet};
use std::path::{Component, Path, PathBuf};

use platform::{Fault, FaultContext, Time};
use serde::{Deserialize, Serialize};

use super::keys::{MirrorKeys, PublicKeys, Signatures};
use crate::sums::Sums;

/// The folder that web servers show.
pub(super) const SITE: &str = "site";
pub(super) const MANIFEST: &str = "manifest.json";
pub(super) const SIGNATURES: &str = "manifest.signatures.json";

/// All files of a mirror.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Manifest<'a> {
    /// When it was signed.
    pub made_at: Time,
    /// The last journal entry that it shows.
    pub journal_seq: i64,
    /// Size and digests of each file, by its path below the folder that is served.
    pub files: Cow<'a, BTreeMap<String, Sums>>,
}

/// What a verification found.
#[derive(Clone, Debug, Default)]
pub struct Proof {
    /// Files in the manifest.
    pub files: usize,
    /// When the manifest was signed.
    pub made_at: Option<Time>,
    /// What is wrong, a sentence each.
    pub findings: Vec<String>,
}

impl Manifest<'_> {
    /// Signs it and puts it beside the files; gives what lies there then. The signatures come last: a
    /// manifest in between fits none, and is looked at again.
    pub fn write(&self, dir: &Path, keys: &MirrorKeys) -> Result<Signed, Fault> {
        let text = serde_json::to_vec(self).doing("write the mirror's manifest")?;
        let signatures = serde_json::to_vec_pretty(&keys.sign(&text)).doing("sign the mirror")?;
        replace(dir, MANIFEST, &text)?;
        replace(dir, SIGNATURES, &signatures)?;
        Ok([(MANIFEST, Sums::of(&text)), (SIGNATURES, Sums::of(&signatures))])
    }

    /// What the files beside a mirror's pages say, if its keys have signed it.
    pub(super) fn read(dir: &Path, keys: &PublicKeys) -> Result<Option<Self>, Fault> {
        let read = |name: &str| match std::fs::read(dir.join(name)) {
            Err(error) if error.kind() == std::io::ErrorKind::NotFound => Ok(Vec::new()),
            other => other.doing(format!("read {name}")),
        };
        let (text, signatures) = (read(MANIFEST)?, read(SIGNATURES)?);
        let Ok(signatures) = serde_json::from_slice::<Signatures>(&signatures) else {
            return Ok(None);
        };
        let sound = signatures.verify(&text, keys).is_ok();
        Ok(if sound { serde_json::from_slice(&text).ok() } else { None })
    }
}

/// The files beside the pages, and their sums.
pub(super) type Signed = [(&'static str, Sums); 2];

/// Puts a file into the mirror's folder, whole or not at all. It is written beside what is served.
pub(super) fn replace(dir: &Path, name: &str, content: &[u8]) -> Result<(), Fault> {
    let (path, draft) = (dir.join(name), dir.join(DRAFT));
    let doing = || format!("write {}", path.display());
    std::fs::create_dir_all(path.parent().doing(doing())?).doing(doing())?;
    std::fs::write(&draft, content).doing(doing())?;
    std::fs::rename(&draft, &path).doing(doing())
}

/// The file that is being written.
const DRAFT: &str = ".draft";

/// All files below a folder, by their paths. A folder within that can't be looked into counts as a file:
/// nothing of ours is like that.
pub(super) fn files_below(dir: &Path) -> Result<BTreeSet<String>, Fault> {
    let mut found = BTreeSet::new();
    let mut folders: Vec<PathBuf> = vec![dir.to_owned()];
    while let Some(folder) = folders.pop() {
        let doing = || format!("list {}", folder.display());
        let entries = match std::fs::read_dir(&folder) {
            Ok(entries) => entries,
            Err(error) if error.kind() == std::io::ErrorKind::NotFound => continue,
            Err(_) if folder != dir => {
                let own = folder.strip_prefix(dir).doing(doing())?;
                found.insert(own.to_string_lossy().into_owned());
                continue;
            }
            Err(error) => return Err(Fault::caused(doing(), error)),
        };
        for entry in entries {
            let entry = entry.doing(doing())?;
            let path = entry.path();
            let own = path.strip_prefix(dir).doing(doing())?.to_string_lossy().into_owned();
            if entry.file_type().doing(doing())?.is_dir() {
                folders.push(path);
            } else {
                found.insert(own);
            }
        }
    }
    Ok(found)
}

/// Whether a path names something inside the folder that it is joined to.
fn is_below(file: &str) -> bool {
    !file.is_empty()
        && Path::new(file).components().all(|part| matches!(part, Component::Normal(_)))
}

/// Verifies signatures, manifest and every file of a mirror.
pub fn verify(dir: &Path, keys: &PublicKeys) -> Result<Proof, Fault> {
    let read = |name: &str| {
        let path = dir.join(name);
        std::fs::read(&path).doing(format!("read {}", path.display()))
    };
    let (text, signatures) = (read(MANIFEST)?, read(SIGNATURES)?);
    let mut proof = Proof::default();
    let signatures = serde_json::from_slice::<Signatures>(&signatures);
    match signatures.map_err(|error| error.to_string()) {
        Ok(signatures) => proof.findings.extend(signatures.verify(&text, keys).err()),
        Err(why) => proof.findings.push(format!("the signatures can't be read: {why}")),
    }
    let manifest: Manifest<'_> = match serde_json::from_slice(&text) {
        Ok(manifest) => manifest,
        Err(why) => {
            proof.findings.push(format!("the manifest can't be read: {why}"));
            return Ok(proof);
        }
    };
    let site = dir.join(SITE);
    let mut there = files_below(&site)?;
    for (file, sums) in manifest.files.iter() {
        // Whoever made the manifest up may name any file of this machine; none of them is opened.
        if !is_below(file) {
            proof.findings.push(format!("{file} lies outside the mirror"));
            continue;
        }
        there.remove(file);
        match Sums::of_file(&site.join(file))? {
            None => proof.findings.push(format!("{file} is missing")),
            Some(found) if found != *sums => proof.findings.push(format!("{file} was altered")),
            Some(_) => {}
        }
    }
    proof.findings.extend(there.into_iter().map(|file| format!("{file} was added")));
    proof.files = manifest.files.len();
    proof.made_at = Some(manifest.made_at);
    Ok(proof)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_manifest_leads_nowhere_else() {
        let dir = tempfile::tempdir().unwrap();
        let keys = MirrorKeys::of_folder(dir.path()).unwrap();
        let mut files = BTreeMap::new();
        for file in ["/dev/zero", "../../etc/passwd", "a/../../b", ""] {
            files.insert(file.to_owned(), Sums::of(b""));
        }
        let manifest = Manifest { made_at: Time(0), journal_seq: 1, files: Cow::Owned(files) };
        manifest.write(dir.path(), &keys).unwrap();
        let proof = verify(dir.path(), &keys.public()).unwrap();
        assert_eq!(proof.findings.len(), 4, "{:?}", proof.findings);
        assert!(proof.findings.iter().all(|one| one.ends_with("lies outside the mirror")));
        assert!(is_below("mailbox/index.html"));
    }
}
