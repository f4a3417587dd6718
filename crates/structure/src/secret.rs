//! The instance's secret: made at the first start, kept outside the database.

use std::io::Write;
use std::path::Path;

use hmac::{Hmac, KeyInit, Mac};
use platform::journal::JournalKey;
use platform::{Fault, FaultContext};
use sm3::Sm3;

/// 32 random bytes from which every key of the instance is derived. All nodes share it.
#[derive(Clone)]
pub struct Secret([u8; 32]);

impl std::fmt::Debug for Secret {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Secret(…)")
    }
}

impl Secret {
    /// Reads the secret of a data folder, or makes it if the folder is new.
    pub fn of_folder(dir: &Path) -> Result<Self, Fault> {
        let path = dir.join("secret.key");
        if path.exists() {
            let text = std::fs::read_to_string(&path).doing("read the secret")?;
            let bytes = hex::decode(text.trim()).doing("read the secret")?;
            let bytes = <[u8; 32]>::try_from(bytes.as_slice()).doing("read the secret")?;
            return Ok(Self(bytes));
        }
        let secret: [u8; 32] = rand::random();
        let mut options = std::fs::OpenOptions::new();
        options.write(true).create_new(true);
        #[cfg(unix)]
        std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
        let mut file = options.open(&path).doing("write the secret")?;
        file.write_all(hex::encode(secret).as_bytes()).doing("write the secret")?;
        file.sync_all().doing("write the secret")?;
        Ok(Self(secret))
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
}
