//! Anchors: the journal's head written down outside the database, so that a cut end is found. A
//! line each in `journal.anchors`: sequence number, hash, time.

use std::io::{Read, Seek, SeekFrom, Write};
use std::path::Path;

use platform::{Fault, FaultContext, Time};

pub(crate) const FILE: &str = "journal.anchors";
/// Bytes at the end of the file that hold at least one whole line.
const TAIL: u64 = 4_096;
/// Characters of a hash (SM3, in hexadecimal).
const HASH: usize = 64;

/// Writes down a head; on disk when this returns.
pub fn write_anchor(dir: &Path, (seq, hash): &(i64, String), at: Time) -> Result<(), Fault> {
    let path = dir.join(FILE);
    let doing = || format!("write an anchor to {}", path.display());
    let mut options = std::fs::OpenOptions::new();
    let mut file = options.create(true).append(true).open(&path).doing(doing())?;
    // The line break first: a line that was torn by a crash stays a line of its own.
    let line = format!("\n{seq} {hash} {}\n", at.rfc3339());
    file.write_all(line.as_bytes()).doing(doing())?;
    file.sync_all().doing(doing())
}

/// The last head that was written down: its sequence number and hash.
pub fn last_anchor(dir: &Path) -> Option<(i64, String)> {
    let path = dir.join(FILE);
    match tail(&path) {
        Ok(text) => text.lines().rev().find_map(read_line),
        Err(error) if error.kind() == std::io::ErrorKind::NotFound => None,
        Err(error) => {
            tracing::error!(
                path = path.display().to_string(),
                error = error.to_string(),
                "the anchors can't be read"
            );
            None
        }
    }
}

fn tail(path: &Path) -> std::io::Result<String> {
    let mut file = std::fs::File::open(path)?;
    let length = file.metadata()?.len();
    file.seek(SeekFrom::Start(length.saturating_sub(TAIL)))?;
    let mut bytes = Vec::new();
    file.read_to_end(&mut bytes)?;
    Ok(String::from_utf8_lossy(&bytes).into_owned())
}

/// A whole line; a torn one is no anchor.
fn read_line(line: &str) -> Option<(i64, String)> {
    let mut words = line.split(' ');
    let (seq, hash, time) = (words.next()?, words.next()?, words.next()?);
    let whole = hash.len() == HASH && hash.bytes().all(|byte| byte.is_ascii_hexdigit());
    let timed = chrono::DateTime::parse_from_rfc3339(time).is_ok();
    (whole && timed && words.next().is_none()).then_some((seq.parse().ok()?, hash.to_owned()))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn hash(letter: &str) -> String {
        letter.repeat(HASH)
    }

    #[test]
    fn the_last_anchor_is_read_back() {
        let dir = tempfile::tempdir().unwrap();
        assert_eq!(last_anchor(dir.path()), None);
        for (seq, letter) in [(3, "a"), (9, "b")] {
            write_anchor(dir.path(), &(seq, hash(letter)), Time(0)).unwrap();
        }
        assert_eq!(last_anchor(dir.path()), Some((9, hash("b"))));
    }

    #[test]
    fn a_torn_line_is_passed_over_and_does_not_spoil_the_next() {
        let dir = tempfile::tempdir().unwrap();
        write_anchor(dir.path(), &(3, hash("a")), Time(0)).unwrap();
        for torn in ["12", "12 abcd", &format!("12 {} 2026-11", hash("c"))] {
            let mut file =
                std::fs::OpenOptions::new().append(true).open(dir.path().join(FILE)).unwrap();
            file.write_all(torn.as_bytes()).unwrap();
            assert_eq!(last_anchor(dir.path()), Some((3, hash("a"))), "{torn}");
        }
        write_anchor(dir.path(), &(14, hash("d")), Time(0)).unwrap();
        assert_eq!(last_anchor(dir.path()), Some((14, hash("d"))));
    }

    #[test]
    fn a_long_file_is_read_from_its_end() {
        let dir = tempfile::tempdir().unwrap();
        for seq in 1..200 {
            write_anchor(dir.path(), &(seq, hash("e")), Time(0)).unwrap();
        }
        assert_eq!(last_anchor(dir.path()), Some((199, hash("e"))));
    }
}
