//! Encryption with a key of 32 bytes in a file: SM4-GCM (the national cipher) in the STREAM
//! construction, so that a long file can be neither shortened nor reordered unseen. Every file has
//! a key of its own, derived from the key and a random salt at its beginning.

use std::fs::File;
use std::io::{BufReader, Error, Read, Result as IoResult, Write};
use std::path::Path;

use aead_stream::{DecryptorBE32, EncryptorBE32, Nonce, StreamBE32};
use aes_gcm::AesGcm;
use aes_gcm::aead::KeyInit;
use hmac::{Hmac, Mac};
use platform::{Fault, FaultContext};
use sm3::Sm3;
use sm4::Sm4;
use sm4::cipher::consts::U12;

use crate::sums::{SummedFile, Sums};

type Sm4Gcm = AesGcm<Sm4, U12>;
/// Every file has its own key, so its counter begins at nothing.
type Start = Nonce<Sm4Gcm, StreamBE32<Sm4Gcm>>;

/// How an encrypted file begins.
const MARK: &[u8] = b"weiyang-sm4-1\n";
const SALT: usize = 16;
/// Bytes encrypted at once.
const PIECE: usize = 64 << 10;
/// Bytes by which a piece grows.
const TAG: usize = 16;

/// The key of encrypted backups; without one, nothing is encrypted.
#[derive(Clone, Default)]
pub struct Key(Option<[u8; 32]>);

impl std::fmt::Debug for Key {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(if self.0.is_some() { "Key(…)" } else { "Key(none)" })
    }
}

/// Draws a key and writes it to a new file that only its owner reads.
pub fn draw_key(path: &Path) -> Result<(), Fault> {
    let doing = || format!("write a key to {}", path.display());
    let key: [u8; 32] = rand::random();
    let mut options = std::fs::OpenOptions::new();
    options.write(true).create_new(true);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    let mut file = options.open(path).doing(doing())?;
    file.write_all(format!("{}\n", hex::encode(key)).as_bytes()).doing(doing())?;
    file.sync_all().doing(doing())
}

fn broken(what: &str) -> Error {
    Error::other(what.to_owned())
}

impl Key {
    /// The key in this file; without one, only what is not encrypted is read and written.
    pub fn in_file(path: Option<&Path>) -> Result<Self, Fault> {
        let Some(path) = path else { return Ok(Self(None)) };
        let doing = || format!("read the key in {}", path.display());
        let text = std::fs::read_to_string(path).doing(doing())?;
        let bytes = hex::decode(text.trim()).doing(doing())?;
        Ok(Self(Some(<[u8; 32]>::try_from(bytes.as_slice()).doing(doing())?)))
    }

    /// Whether anything is encrypted.
    pub fn encrypts(&self) -> bool {
        self.0.is_some()
    }

    /// What names of encrypted files end with.
    pub(super) fn ending(&self) -> &'static str {
        if self.encrypts() { ".sm4" } else { "" }
    }

    /// The cipher of one file.
    fn cipher(&self, salt: &[u8]) -> IoResult<Sm4Gcm> {
        let key = self.0.ok_or_else(|| broken("the backup is encrypted: name its key (--key)"))?;
        let mut mac = <Hmac<Sm3> as KeyInit>::new_from_slice(&key).map_err(Error::other)?;
        mac.update(salt);
        let own: [u8; 32] = mac.finalize().into_bytes().into();
        let half = own.get(..16).unwrap_or_default();
        Sm4Gcm::new_from_slice(half).map_err(Error::other)
    }

    /// Begins a file.
    pub(super) fn begin(&self, path: &Path) -> Result<SealedFile, Fault> {
        let doing = || format!("write {}", path.display());
        let mut file = SummedFile::create(path).doing(doing())?;
        if !self.encrypts() {
            return Ok(SealedFile { file, sealing: None });
        }
        let salt: [u8; SALT] = rand::random();
        let cipher = self.cipher(&salt).doing(doing())?;
        file.write_all(MARK).doing(doing())?;
        file.write_all(&salt).doing(doing())?;
        let cipher = EncryptorBE32::from_aead(cipher, &Start::default());
        Ok(SealedFile { file, sealing: Some(Pieces { cipher, waiting: Vec::new() }) })
    }

    /// The content of a file of a backup.
    pub(super) fn read(&self, path: &Path, encrypted: bool) -> Result<Box<dyn Read + Send>, Fault> {
        let doing = || format!("read {}", path.display());
        let mut file = BufReader::new(File::open(path).doing(doing())?);
        if !encrypted {
            return Ok(Box::new(file));
        }
        let mut head = [0; MARK.len() + SALT];
        file.read_exact(&mut head).doing(doing())?;
        let salt = head.strip_prefix(MARK).doing(doing())?;
        let cipher = self.cipher(salt).doing(doing())?;
        let cipher = DecryptorBE32::from_aead(cipher, &Start::default());
        let mut opened =
            OpenedFile { file, cipher: Some(cipher), ahead: Vec::new(), clear: Vec::new(), at: 0 };
        opened.ahead = opened.sealed_piece().doing(doing())?;
        Ok(Box::new(opened))
    }
}

/// A file of a backup in the making.
pub(super) struct SealedFile {
    file: SummedFile,
    sealing: Option<Pieces>,
}

struct Pieces {
    cipher: EncryptorBE32<Sm4Gcm>,
    waiting: Vec<u8>,
}

impl SealedFile {
    /// Ends it; on disk when this returns.
    pub(super) fn finish(mut self) -> IoResult<Sums> {
        if let Some(Pieces { cipher, waiting }) = self.sealing {
            let sealed = cipher.encrypt_last(waiting.as_slice());
            self.file.write_all(&sealed.map_err(|_error| broken("encrypt a piece"))?)?;
        }
        self.file.finish()
    }
}

impl Write for SealedFile {
    fn write(&mut self, bytes: &[u8]) -> IoResult<usize> {
        let Some(pieces) = &mut self.sealing else { return self.file.write(bytes) };
        // The last piece is told apart from the others, so a full one waits for its successor.
        if pieces.waiting.len() == PIECE {
            let sealed = pieces.cipher.encrypt_next(pieces.waiting.as_slice());
            self.file.write_all(&sealed.map_err(|_error| broken("encrypt a piece"))?)?;
            pieces.waiting.clear();
        }
        let taken = bytes.len().min(PIECE - pieces.waiting.len());
        pieces.waiting.extend_from_slice(bytes.get(..taken).unwrap_or_default());
        Ok(taken)
    }

    fn flush(&mut self) -> IoResult<()> {
        self.file.flush()
    }
}

/// A file of a backup on its way back.
struct OpenedFile {
    file: BufReader<File>,
    cipher: Option<DecryptorBE32<Sm4Gcm>>,
    /// The next piece, still encrypted: whether it is the last is known when nothing follows.
    ahead: Vec<u8>,
    clear: Vec<u8>,
    at: usize,
}

impl OpenedFile {
    fn sealed_piece(&mut self) -> IoResult<Vec<u8>> {
        let mut piece = Vec::new();
        self.file.by_ref().take((PIECE + TAG) as u64).read_to_end(&mut piece)?;
        Ok(piece)
    }

    fn next_piece(&mut self) -> IoResult<()> {
        let Some(mut cipher) = self.cipher.take() else {
            self.clear.clear();
            self.at = 0;
            return Ok(());
        };
        let next = self.sealed_piece()?;
        let piece = std::mem::replace(&mut self.ahead, next);
        let wrong = |_error| broken("this key doesn't open it, or it was altered");
        self.clear = if self.ahead.is_empty() {
            cipher.decrypt_last(piece.as_slice()).map_err(wrong)?
        } else {
            let clear = cipher.decrypt_next(piece.as_slice()).map_err(wrong)?;
            self.cipher = Some(cipher);
            clear
        };
        self.at = 0;
        Ok(())
    }
}

impl Read for OpenedFile {
    fn read(&mut self, into: &mut [u8]) -> IoResult<usize> {
        if self.at == self.clear.len() {
            self.next_piece()?;
        }
        let rest = self.clear.get(self.at..).unwrap_or_default();
        let count = rest.len().min(into.len());
        for (to, from) in into.iter_mut().zip(rest) {
            *to = *from;
        }
        self.at += count;
        Ok(count)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn round_trip(length: usize) -> (Key, Vec<u8>, std::path::PathBuf, tempfile::TempDir) {
        let dir = tempfile::tempdir().unwrap();
        draw_key(&dir.path().join("key")).unwrap();
        let key = Key::in_file(Some(&dir.path().join("key"))).unwrap();
        let content: Vec<u8> = (0..length).map(|at| u8::try_from(at % 251).unwrap()).collect();
        let path = dir.path().join("sealed");
        let mut file = key.begin(&path).unwrap();
        file.write_all(&content).unwrap();
        let sums = file.finish().unwrap();
        assert_eq!(Sums::of_file(&path).unwrap(), Some(sums));
        (key, content, path, dir)
    }

    #[test]
    fn what_was_sealed_is_read_with_its_key_only() {
        for length in [0, 1, PIECE - 1, PIECE, PIECE + 1, 3 * PIECE] {
            let (key, content, path, dir) = round_trip(length);
            let mut back = Vec::new();
            key.read(&path, true).unwrap().read_to_end(&mut back).unwrap();
            assert_eq!(back, content, "{length}");
            assert!(Key(None).read(&path, true).is_err());
            draw_key(&dir.path().join("other")).unwrap();
            let other = Key::in_file(Some(&dir.path().join("other"))).unwrap();
            assert!(other.read(&path, true).unwrap().read_to_end(&mut back).is_err());
        }
    }

    #[test]
    fn a_file_that_was_cut_at_a_piece_or_altered_is_refused() {
        let (key, _, path, _dir) = round_trip(3 * PIECE);
        let whole = std::fs::read(&path).unwrap();
        let cut = whole.len() - PIECE - TAG;
        let mut altered = whole.clone();
        altered[whole.len() / 2] ^= 1;
        for bytes in [&whole[..cut], &altered, &[whole.as_slice(), b"x"].concat()] {
            std::fs::write(&path, bytes).unwrap();
            let mut back = Vec::new();
            assert!(key.read(&path, true).unwrap().read_to_end(&mut back).is_err());
        }
    }
}
