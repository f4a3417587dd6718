//! SM4-GCM (RFC 8998): what is stored so that the database alone doesn't give it away. A value is
//! bound to its place, so that it can't be moved to another row.

use aes_gcm::aead::{Aead, KeyInit, Payload};
use aes_gcm::{AesGcm, Nonce};
use platform::{Fault, FaultContext};
use sm4::Sm4;
use sm4::cipher::consts::U12;

use crate::secret::Secret;

type Sm4Gcm = AesGcm<Sm4, U12>;

/// Bytes of the nonce, which stands before the sealed bytes.
const NONCE: usize = 12;

fn cipher(secret: &Secret, purpose: &str) -> Result<Sm4Gcm, Fault> {
    let key = secret.key(purpose)?;
    let half = key.get(..16).doing("halve a key")?;
    Sm4Gcm::new_from_slice(half).doing("make a cipher")
}

/// Seals bytes for one purpose and place.
pub fn seal(secret: &Secret, purpose: &str, place: &str, plain: &[u8]) -> Result<Vec<u8>, Fault> {
    let nonce: [u8; NONCE] = rand::random();
    let payload = Payload { msg: plain, aad: place.as_bytes() };
    let sealed = cipher(secret, purpose)?.encrypt(&Nonce::from(nonce), payload);
    let sealed = sealed.map_err(|error| Fault::new(format!("seal a value: {error}")))?;
    Ok([nonce.as_slice(), &sealed].concat())
}

/// Opens what [`seal`] has sealed for the same purpose and place.
pub fn open_sealed(
    secret: &Secret,
    purpose: &str,
    place: &str,
    sealed: &[u8],
) -> Result<Vec<u8>, Fault> {
    let (nonce, body) = sealed.split_first_chunk::<NONCE>().doing("read a sealed value")?;
    let payload = Payload { msg: body, aad: place.as_bytes() };
    let plain = cipher(secret, purpose)?.decrypt(&Nonce::from(*nonce), payload);
    plain.map_err(|error| Fault::new(format!("open a sealed value: {error}")))
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Appendix A.1 of RFC 8998.
    #[test]
    fn the_cipher_is_that_of_the_standard() {
        let bytes = |text: &str| hex::decode(text).unwrap();
        let key = bytes("0123456789ABCDEFFEDCBA9876543210");
        let nonce: [u8; 12] = bytes("00001234567800000000ABCD").try_into().unwrap();
        let plain = bytes(
            "AAAAAAAAAAAAAAAABBBBBBBBBBBBBBBBCCCCCCCCCCCCCCCCDDDDDDDDDDDDDDDD\
             EEEEEEEEEEEEEEEEFFFFFFFFFFFFFFFFEEEEEEEEEEEEEEEEAAAAAAAAAAAAAAAA",
        );
        let place = bytes("FEEDFACEDEADBEEFFEEDFACEDEADBEEFABADDAD2");
        let sealed = Sm4Gcm::new_from_slice(&key)
            .unwrap()
            .encrypt(&Nonce::from(nonce), Payload { msg: &plain, aad: &place })
            .unwrap();
        let expected = "17F399F08C67D5EE19D0DC9969C4BB7D5FD46FD3756489069157B282BB200735\
                        D82710CA5C22F0CCFA7CBF93D496AC15A56834CBCF98C397B4024A2691233B8D\
                        83DE3541E4C2B58177E065A9BF7B62EC";
        assert_eq!(hex::encode_upper(sealed), expected);
    }

    #[test]
    fn only_purpose_and_place_open() {
        let dir = tempfile::tempdir().unwrap();
        let secret = Secret::of_folder(dir.path()).unwrap();
        let sealed = seal(&secret, "totp", "account:1", b"geheim").unwrap();
        assert_eq!(open_sealed(&secret, "totp", "account:1", &sealed).unwrap(), b"geheim");
        assert!(open_sealed(&secret, "totp", "account:2", &sealed).is_err());
        assert!(open_sealed(&secret, "phone", "account:1", &sealed).is_err());
        let mut altered = sealed.clone();
        *altered.last_mut().unwrap() ^= 1;
        assert!(open_sealed(&secret, "totp", "account:1", &altered).is_err());
        assert_ne!(seal(&secret, "totp", "account:1", b"geheim").unwrap(), sealed);
        assert!(open_sealed(&secret, "totp", "account:1", b"short").is_err());
    }
}
