//! Anchors: the journal's head written down outside the database, so that a cut end is found.

use std::io::Write;
use std::path::Path;

use platform::{Fault, FaultContext, Time};

const FILE: &str = "journal.anchors";

/// Notes a head that was just verified.
pub fn write_anchor(dir: &Path, (seq, hash): &(i64, String), at: Time) -> Result<(), Fault> {
    let path = dir.join(FILE);
    let mut options = std::fs::OpenOptions::new();
    let mut file = options.create(true).append(true).open(&path).doing("open the anchors")?;
    writeln!(file, "{seq} {hash} {}", at.rfc3339()).doing("write an anchor")?;
    file.sync_all().doing("write an anchor")
}

/// The last head that was noted.
pub fn last_anchor(dir: &Path) -> Option<(i64, String)> {
    let text = std::fs::read_to_string(dir.join(FILE)).ok()?;
    let mut words = text.lines().last()?.split(' ');
    Some((words.next()?.parse().ok()?, words.next()?.to_owned()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_last_anchor_is_read_back() {
        let dir = tempfile::tempdir().unwrap();
        assert_eq!(last_anchor(dir.path()), None);
        for seq in [3, 9] {
            write_anchor(dir.path(), &(seq, format!("h{seq}")), Time(0)).unwrap();
        }
        assert_eq!(last_anchor(dir.path()), Some((9, "h9".to_owned())));
    }
}
