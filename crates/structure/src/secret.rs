//! The instance's secret: made at the first start, kept outside the database.

use std::io::Write;
use std::path::Path;

use hmac::{Hmac, KeyInit, Mac};
use platform::journal::JournalKey;
use platform::{Fault, FaultContext};
use sm3::Sm3;

/// The secret's name in the data folder.
const FILE: &str = "secret.key";

/// 32 random bytes from which every key of the instance is derived. All nodes share it.
#[derive(Clone)]
pub struct Secret([u8; 32]);

impl std::fmt::Debug for Secret {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Secret(…)")
    }
}

impl Secret {
    /// Whether a data folder has one: whether a portal has ever begun there.
    pub fn is_in(dir: &Path) -> bool {
        dir.join(FILE).exists()
    }

    /// Reads the secret of a data folder, or makes it if the folder is new.
    pub fn of_folder(dir: &Path) -> Result<Self, Fault> {
        let path = dir.join(FILE);
        if path.exists() {
            let text = std::fs::read_to_string(&path).doing("read the secret")?;
            let bytes = hex::decode(text.trim()).doing("read the secret")?;
            let bytes = <[u8; 32]>::try_from(bytes.as_slice()).doing("read the secret")?;
            return Ok(Self(bytes));
        }
        let secret: [u8; 32] = rand::random();
        if !Self::write(dir, secret).doing("write the secret")? {
            return Self::of_folder(dir);
        }
        Ok(Self(secret))
    }

    /// Writes a secret beside its place and gives it its name only when it is on disk: whoever is
    /// killed on the way leaves no half secret. Whether this one is now the folder's.
    fn write(dir: &Path, secret: [u8; 32]) -> std::io::Result<bool> {
        let draft = dir.join(format!("secret.{}.new", std::process::id()));
        let mut options = std::fs::OpenOptions::new();
        options.write(true).create(true).truncate(true);
        #[cfg(unix)]
        std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
        let mut file = options.open(&draft)?;
        file.write_all(hex::encode(secret).as_bytes())?;
        file.sync_all()?;
        // Unlike renaming, linking never replaces a secret that another node has just made.
        let linked = std::fs::hard_link(&draft, dir.join(FILE));
        std::fs::remove_file(&draft)?;
        match linked {
            Ok(()) => std::fs::File::open(dir)?.sync_all().map(|()| true),
            Err(error) if error.kind() == std::io::ErrorKind::AlreadyExists => Ok(false),
            Err(error) => Err(error),
        }
    }

    /// A key for one purpose; keys of different purposes tell nothing of each other.
    pub fn key(&self, purpose: &str) -> Result<[u8; 32], Fault> {
        let mut mac = Hmac::<Sm3>::new_from_slice(&self.0).doing("derive a key")?;
        mac.update(purpose.as_bytes());
        Ok(mac.finalize().into_bytes().into())
    }

    /// The key of the journal's chain.
    pub fn journal_key(&self) -> Result<JournalKey, Fault> {
        JournalKey::new(self.key("journal")?.to_vec())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_folder_keeps_its_secret_and_purposes_differ() {
        let dir = tempfile::tempdir().unwrap();
        let one = Secret::of_folder(dir.path()).unwrap();
        let again = Secret::of_folder(dir.path()).unwrap();
        assert_eq!(one.key("a").unwrap(), again.key("a").unwrap());
        assert_ne!(one.key("a").unwrap(), one.key("b").unwrap());
    }

    #[test]
    fn a_secret_that_another_has_just_made_stays() {
        let dir = tempfile::tempdir().unwrap();
        assert!(Secret::write(dir.path(), [1; 32]).unwrap());
        assert!(!Secret::write(dir.path(), [2; 32]).unwrap());
        assert_eq!(Secret::of_folder(dir.path()).unwrap().0, [1; 32]);
        assert_eq!(std::fs::read_dir(dir.path()).unwrap().count(), 1);
    }
}
