//! The keys a mirror is signed with: SM2, as the national norm asks, and Ed25519, as everybody's
//! tools know. The secret halves stay in the data folder.

use std::io::Write;
use std::path::Path;

use ed25519_dalek::{Signer, Verifier};
use platform::{Fault, FaultContext};
use serde::{Deserialize, Serialize};

/// The usual identity of signers, as GM/T 0009 names it.
const SIGNER: &str = "1234567812345678";
pub(crate) const FILE: &str = "mirror.key";

/// Both secret keys.
pub struct MirrorKeys {
    sm2: sm2::dsa::SigningKey,
    ed25519: ed25519_dalek::SigningKey,
}

#[derive(Serialize, Deserialize)]
struct Stored {
    sm2: String,
    ed25519: String,
}

/// Both public keys: whoever has them can verify a mirror.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct PublicKeys {
    /// SM2, as an uncompressed point in hexadecimal.
    pub sm2: String,
    /// Ed25519 in hexadecimal.
    pub ed25519: String,
}

/// Both signatures over the same bytes.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Signatures {
    /// SM2 with SM3, r and s in hexadecimal.
    pub sm2: String,
    /// Ed25519 in hexadecimal.
    pub ed25519: String,
    /// Whose they are.
    pub keys: PublicKeys,
}

fn fault(doing: &'static str) -> impl Fn(sm2::dsa::signature::Error) -> Fault {
    move |error| Fault::new(format!("{doing}: {error}"))
}

impl MirrorKeys {
    /// The keys of a data folder, drawn when there are none.
    pub fn of_folder(dir: &Path) -> Result<Self, Fault> {
        let path = dir.join(FILE);
        let doing = || format!("read the mirror's keys in {}", path.display());
        if !path.exists() {
            draw(&path)?;
        }
        let text = std::fs::read_to_string(&path).doing(doing())?;
        let stored: Stored = serde_json::from_str(&text).doing(doing())?;
        let bytes = |text: &str| -> Result<[u8; 32], Fault> {
            let bytes = hex::decode(text).doing(doing())?;
            <[u8; 32]>::try_from(bytes.as_slice()).doing(doing())
        };
        let sm2 = sm2::dsa::SigningKey::from_slice(SIGNER, &bytes(&stored.sm2)?);
        Ok(Self {
            sm2: sm2.map_err(fault("read the mirror's SM2 key"))?,
            ed25519: ed25519_dalek::SigningKey::from_bytes(&bytes(&stored.ed25519)?),
        })
    }

    /// The public halves.
    pub fn public(&self) -> PublicKeys {
        PublicKeys {
            sm2: hex::encode(self.sm2.verifying_key().to_sec1_bytes()),
            ed25519: hex::encode(self.ed25519.verifying_key().to_bytes()),
        }
    }

    /// Signs bytes with both.
    pub fn sign(&self, bytes: &[u8]) -> Signatures {
        let sm2: sm2::dsa::Signature = self.sm2.sign(bytes);
        Signatures {
            sm2: hex::encode(sm2.to_bytes()),
            ed25519: hex::encode(self.ed25519.sign(bytes).to_bytes()),
            keys: self.public(),
        }
    }
}

/// Draws both keys; on disk when this returns.
fn draw(path: &Path) -> Result<(), Fault> {
    let doing = || format!("write the mirror's keys to {}", path.display());
    // A number that is no SM2 key comes up once in 2^128 draws, and is refused.
    let (sm2, ed25519): ([u8; 32], [u8; 32]) = (rand::random(), rand::random());
    sm2::dsa::SigningKey::from_slice(SIGNER, &sm2).map_err(fault("draw an SM2 key"))?;
    let stored = Stored { sm2: hex::encode(sm2), ed25519: hex::encode(ed25519) };
    let draft = path.with_extension("new");
    let mut options = std::fs::OpenOptions::new();
    options.write(true).create(true).truncate(true);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    let mut file = options.open(&draft).doing(doing())?;
    file.write_all(&serde_json::to_vec(&stored).doing(doing())?).doing(doing())?;
    file.sync_all().doing(doing())?;
    std::fs::rename(&draft, path).doing(doing())
}

impl Signatures {
    /// Whether both are good for these bytes and these keys. A sentence says what is not.
    pub fn verify(&self, bytes: &[u8], keys: &PublicKeys) -> Result<(), String> {
        if self.keys != *keys {
            return Err("the manifest is signed with other keys".to_owned());
        }
        let wrong = |what: &str| format!("the {what} signature does not fit the manifest");
        let decoded = |text: &str, what: &str| hex::decode(text).map_err(|_odd| wrong(what));
        let point = decoded(&keys.sm2, "SM2")?;
        let key = sm2::dsa::VerifyingKey::from_sec1_bytes(SIGNER, &point);
        let signature = sm2::dsa::Signature::from_slice(&decoded(&self.sm2, "SM2")?);
        let good = key.and_then(|key| key.verify(bytes, &signature?));
        good.map_err(|_odd| wrong("SM2"))?;
        let point = <[u8; 32]>::try_from(decoded(&keys.ed25519, "Ed25519")?.as_slice());
        let key = point.map(|point| ed25519_dalek::VerifyingKey::from_bytes(&point));
        let signature = ed25519_dalek::Signature::from_slice(&decoded(&self.ed25519, "Ed25519")?);
        match (key, signature) {
            (Ok(Ok(key)), Ok(signature)) => {
                key.verify(bytes, &signature).map_err(|_odd| wrong("Ed25519"))
            }
            _ => Err(wrong("Ed25519")),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn both_signatures_must_fit_bytes_and_keys() {
        let (one, two) = (tempfile::tempdir().unwrap(), tempfile::tempdir().unwrap());
        let keys = MirrorKeys::of_folder(one.path()).unwrap();
        let others = MirrorKeys::of_folder(two.path()).unwrap().public();
        assert_eq!(MirrorKeys::of_folder(one.path()).unwrap().public(), keys.public());
        let signed = keys.sign(b"manifest");
        signed.verify(b"manifest", &keys.public()).unwrap();
        assert!(signed.verify(b"Manifest", &keys.public()).is_err());
        assert!(signed.verify(b"manifest", &others).is_err());
        for half in ["sm2", "ed25519"] {
            let mut hurt = keys.sign(b"manifest");
            let other = keys.sign(b"another");
            if half == "sm2" {
                hurt.sm2 = other.sm2;
            } else {
                hurt.ed25519 = other.ed25519;
            }
            assert!(hurt.verify(b"manifest", &keys.public()).is_err(), "{half}");
        }
    }
}
