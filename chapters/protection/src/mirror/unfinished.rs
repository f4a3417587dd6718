//! Pages are written before the manifest that lists them. Who is killed in between leaves pages that
//! no manifest knows: a mark tells them from pages that somebody else has written.

use std::io::ErrorKind;
use std::path::Path;

use platform::{Fault, FaultContext};

const MARK: &str = ".unfinished";

/// Pages are about to be written.
pub(super) fn begin(dir: &Path) -> Result<(), Fault> {
    std::fs::create_dir_all(dir).doing(format!("make {}", dir.display()))?;
    std::fs::write(dir.join(MARK), []).doing("mark the mirror as unfinished")
}

/// The manifest lists all of them.
pub(super) fn end(dir: &Path) -> Result<(), Fault> {
    match std::fs::remove_file(dir.join(MARK)) {
        Err(error) if error.kind() != ErrorKind::NotFound => {
            Err(Fault::caused("mark the mirror as finished", error))
        }
        _ => Ok(()),
    }
}

/// Whether somebody was stopped in between.
pub(super) fn is_there(dir: &Path) -> bool {
    dir.join(MARK).exists()
}
