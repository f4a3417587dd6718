//! A backup is checked: every part is there as it was written, and, with the key, can be read.

use std::io::Read;
use std::path::Path;

use platform::{Fault, FaultContext};

use super::manifest::{Manifest, Part};
use super::rows::TableReader;
use super::sealing::Key;
use super::shelf::Shelf;
use crate::sums::{Summing, Sums};

/// Rows read at once.
const PIECE: usize = 500;

/// What a check found.
#[derive(Clone, Debug, Default)]
pub struct Checked {
    /// Files that were compared with their digests.
    pub files: usize,
    /// Bytes of them.
    pub bytes: u64,
    /// Rows that were read; 0 without the key of an encrypted backup.
    pub rows: u64,
    /// Objects that were read; 0 without the key of an encrypted backup.
    pub objects: usize,
    /// What is missing or altered, a sentence each.
    pub findings: Vec<String>,
}

/// Checks a backup; an altered part is a finding, not a fault.
pub fn check(shelf: &Shelf, manifest: &Manifest, key: &Key) -> Result<Checked, Fault> {
    let mut found = Checked::default();
    let read = key.encrypts() || !manifest.encrypted;
    for part in [Some(&manifest.secret), manifest.anchors.as_ref(), manifest.mirror_keys.as_ref()]
        .into_iter()
        .flatten()
    {
        is_whole(shelf, part, &mut found)?;
    }
    for table in &manifest.tables {
        let whole = is_whole(shelf, &table.part, &mut found)?;
        if whole && read {
            let place = shelf.place(&table.part.path)?;
            let rows = count(TableReader::new(key.read(&place, manifest.encrypted)?)?)?;
            found.rows += rows;
            if rows != table.rows {
                let words = format!("table {} has {rows} rows, not {}", table.name, table.rows);
                found.findings.push(words);
            }
        }
    }
    for object in &manifest.objects {
        let whole = is_whole(shelf, &object.part, &mut found)?;
        if whole && read {
            found.objects += 1;
            let place = shelf.place(&object.part.path)?;
            if content(&place, manifest.encrypted, key)? != object.digest.as_str() {
                found.findings.push(format!("object {} has another content", object.digest));
            }
        }
    }
    Ok(found)
}

fn is_whole(shelf: &Shelf, part: &Part, found: &mut Checked) -> Result<bool, Fault> {
    let sums = Sums::of_file(&shelf.place(&part.path)?)?;
    found.files += 1;
    found.bytes += part.sums.size;
    let finding = match sums {
        None => format!("{} is missing", part.path),
        Some(sums) if sums != part.sums => format!("{} was altered", part.path),
        Some(_) => return Ok(true),
    };
    found.findings.push(finding);
    Ok(false)
}

fn count(mut table: TableReader) -> Result<u64, Fault> {
    let mut rows = 0;
    loop {
        let piece = table.next(PIECE)?;
        if piece.is_empty() {
            return Ok(rows);
        }
        rows += piece.len() as u64;
    }
}

/// SHA-256 of what a file of a backup holds.
fn content(place: &Path, encrypted: bool, key: &Key) -> Result<String, Fault> {
    let mut content = key.read(place, encrypted)?;
    let mut sums = Summing::default();
    let mut piece = vec![0; 256 << 10];
    loop {
        let count = content.read(&mut piece).doing(format!("read {}", place.display()))?;
        if count == 0 {
            return Ok(sums.finish().sha256);
        }
        sums.add(piece.get(..count).unwrap_or_default());
    }
}
