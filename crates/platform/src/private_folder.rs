//! Folders that hold what only the program's own account may read.

use std::path::Path;

use crate::fault::{Fault, FaultContext};

/// Makes a folder and those above it that are missing, for this account alone. One that is there stays
/// as whoever made it wants it.
pub fn private_folder(dir: &Path) -> Result<(), Fault> {
    let mut builder = std::fs::DirBuilder::new();
    builder.recursive(true);
    #[cfg(unix)]
    std::os::unix::fs::DirBuilderExt::mode(&mut builder, 0o700);
    builder.create(dir).doing(format!("make {}", dir.display()))
}

#[cfg(all(test, unix))]
mod tests {
    use std::os::unix::fs::PermissionsExt;

    use super::private_folder;

    #[test]
    fn nobody_else_looks_in() {
        let dir = tempfile::tempdir().unwrap();
        let inner = dir.path().join("a/b");
        private_folder(&inner).unwrap();
        private_folder(&inner).unwrap();
        for folder in [dir.path().join("a"), inner] {
            let mode = std::fs::metadata(folder).unwrap().permissions().mode();
            assert_eq!(mode & 0o777, 0o700);
        }
    }
}
