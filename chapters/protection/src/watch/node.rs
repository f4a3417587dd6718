//! The name under which a node stands among the others. It belongs to its data folder, so that a node
//! that starts again is the same one.

use std::path::Path;

use platform::ids::random_code;
use platform::{Fault, FaultContext};

const FILE: &str = "node-name";
const CODE: usize = 4;

/// A node's name: the machine's, and a few letters.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NodeName(String);

impl NodeName {
    /// The name of a data folder; a folder that was copied from another machine gets its own.
    pub fn of_folder(dir: &Path) -> Result<Self, Fault> {
        let (path, machine) = (dir.join(FILE), machine());
        let known = std::fs::read_to_string(&path).unwrap_or_default();
        if known.trim().strip_prefix(&machine).is_some_and(is_code) {
            return Ok(Self(known.trim().to_owned()));
        }
        let name = format!("{machine}-{}", random_code(CODE));
        std::fs::write(&path, format!("{name}\n")).doing(format!("write {}", path.display()))?;
        Ok(Self(name))
    }

    /// The name of what watches the mirror beside a node.
    #[must_use]
    pub fn of_mirror(&self) -> Self {
        Self(format!("{}-mirror", self.0))
    }

    /// As it is shown.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

fn is_code(rest: &str) -> bool {
    rest.strip_prefix('-').is_some_and(|code| code.len() == CODE && !code.contains('-'))
}

/// The machine's name without its domain; where none is told, `node`.
fn machine() -> String {
    // Asked of the kernel: a sandbox hides the files that have it.
    let told = rustix::system::uname();
    let name: String = told
        .nodename()
        .to_string_lossy()
        .trim()
        .chars()
        .take_while(|letter| *letter != '.')
        .filter(|letter| letter.is_ascii_alphanumeric() || *letter == '-')
        .take(40)
        .collect();
    if name.is_empty() { "node".to_owned() } else { name.to_lowercase() }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_folder_keeps_its_name_and_a_copied_one_does_not() {
        let dir = tempfile::tempdir().unwrap();
        let name = NodeName::of_folder(dir.path()).unwrap();
        assert_eq!(NodeName::of_folder(dir.path()).unwrap(), name);
        std::fs::write(dir.path().join(FILE), "elsewhere-abcd\n").unwrap();
        let own = NodeName::of_folder(dir.path()).unwrap();
        assert!(own.as_str().starts_with(&machine()), "{own:?}");
    }
}
