//! The name of an object: the SHA-256 of its content.

use std::fmt;
use std::str::FromStr;

use serde::{Deserialize, Serialize};
use sha2::{Digest as _, Sha256};

/// The SHA-256 of a content, as 64 lower-case hexadecimal digits.
#[derive(Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct Digest([u8; 64]);

/// A text that is no digest.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("a digest is 64 lower-case hexadecimal digits")]
pub struct InvalidDigest;

impl Digest {
    /// The digest of a content.
    pub fn of(content: &[u8]) -> Self {
        Self::from_sum(Sha256::digest(content).into())
    }

    /// Reads a digest, where it is one.
    pub fn parse(text: &str) -> Option<Self> {
        let lower_hex = text.bytes().all(|b| matches!(b, b'0'..=b'9' | b'a'..=b'f'));
        text.as_bytes().try_into().ok().filter(|_| lower_hex).map(Self)
    }

    /// The digits.
    pub fn as_str(&self) -> &str {
        // Only ASCII digits and letters ever get in.
        std::str::from_utf8(&self.0).unwrap_or_default()
    }

    fn from_sum(sum: [u8; 32]) -> Self {
        let mut digits = [b'0'; 64];
        // Twice as many digits as bytes: it always fits.
        let _ = hex::encode_to_slice(sum, &mut digits);
        Self(digits)
    }
}

/// A digest in the making, for content that comes in pieces.
#[derive(Default)]
pub(crate) struct Summing(Sha256);

impl Summing {
    /// Takes the next piece.
    pub(crate) fn add(&mut self, piece: &[u8]) {
        self.0.update(piece);
    }

    /// The digest of all pieces.
    pub(crate) fn finish(self) -> Digest {
        Digest::from_sum(self.0.finalize().into())
    }
}

impl fmt::Display for Digest {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(self.as_str())
    }
}

impl fmt::Debug for Digest {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}

impl FromStr for Digest {
    type Err = InvalidDigest;

    fn from_str(text: &str) -> Result<Self, InvalidDigest> {
        Self::parse(text).ok_or(InvalidDigest)
    }
}

impl TryFrom<String> for Digest {
    type Error = InvalidDigest;

    fn try_from(text: String) -> Result<Self, InvalidDigest> {
        text.parse()
    }
}

impl From<Digest> for String {
    fn from(digest: Digest) -> Self {
        digest.as_str().to_owned()
    }
}

#[cfg(test)]
mod tests {
    use super::{Digest, InvalidDigest, Summing};

    #[test]
    fn a_digest_is_written_and_read_in_one_way() {
        let abc = Digest::of(b"abc");
        let text = "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad";
        assert_eq!(abc.to_string(), text);
        assert_eq!(text.parse(), Ok(abc));
        for bad in ["", "ba78", &text.to_uppercase(), &format!("{text}0"), "../../etc/passwd"] {
            assert_eq!(bad.parse::<Digest>(), Err(InvalidDigest), "{bad}");
        }
        let mut summing = Summing::default();
        summing.add(b"a");
        summing.add(b"bc");
        assert_eq!(summing.finish(), abc);
    }
}
