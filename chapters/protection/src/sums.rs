//! Size and digests of a file, reckoned while it is written or read.

use std::io::{Read, Write};
use std::path::Path;

use platform::{Fault, FaultContext};
use serde::{Deserialize, Serialize};
use sha2::Sha256;
use sm3::{Digest, Sm3};

/// Size and digests of a file.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Sums {
    /// Bytes.
    pub size: u64,
    /// SM3, as the national norm asks.
    pub sm3: String,
    /// SHA-256, as everybody's tools know.
    pub sha256: String,
}

/// Sums in the making.
#[derive(Default)]
pub struct Summing {
    size: u64,
    sm3: Sm3,
    sha256: Sha256,
}

impl Summing {
    /// Takes the next piece.
    pub fn add(&mut self, piece: &[u8]) {
        self.size += piece.len() as u64;
        self.sm3.update(piece);
        self.sha256.update(piece);
    }

    /// The sums of all pieces.
    pub fn finish(self) -> Sums {
        let (sm3, sha256) = (self.sm3.finalize(), self.sha256.finalize());
        Sums { size: self.size, sm3: hex::encode(sm3), sha256: hex::encode(sha256) }
    }
}

impl Sums {
    /// The sums of a content.
    pub fn of(content: &[u8]) -> Self {
        let mut sums = Summing::default();
        sums.add(content);
        sums.finish()
    }

    /// The sums of a file; `None` if it isn't there.
    pub fn of_file(path: &Path) -> Result<Option<Self>, Fault> {
        let doing = || format!("read {}", path.display());
        let mut file = match std::fs::File::open(path) {
            Ok(file) => file,
            Err(error) if error.kind() == std::io::ErrorKind::NotFound => return Ok(None),
            Err(error) => return Err(Fault::caused(doing(), error)),
        };
        let mut sums = Summing::default();
        let mut piece = vec![0; 256 << 10];
        loop {
            let count = file.read(&mut piece).doing(doing())?;
            if count == 0 {
                return Ok(Some(sums.finish()));
            }
            sums.add(piece.get(..count).unwrap_or_default());
        }
    }
}

/// A file that is summed while it is written.
pub struct SummedFile {
    file: std::fs::File,
    sums: Summing,
}

impl SummedFile {
    /// Begins a file, whatever was there.
    pub fn create(path: &Path) -> std::io::Result<Self> {
        Ok(Self { file: std::fs::File::create(path)?, sums: Summing::default() })
    }

    /// The sums, when the file is on disk.
    pub fn finish(self) -> std::io::Result<Sums> {
        self.file.sync_all()?;
        Ok(self.sums.finish())
    }
}

impl Write for SummedFile {
    fn write(&mut self, bytes: &[u8]) -> std::io::Result<usize> {
        let count = self.file.write(bytes)?;
        self.sums.add(bytes.get(..count).unwrap_or_default());
        Ok(count)
    }

    fn flush(&mut self) -> std::io::Result<()> {
        self.file.flush()
    }
}
