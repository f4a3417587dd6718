//! The receipt number 受理编号 and the holder's secret 查询码. The secret is derived from the key of
//! the form that was sent, so whoever sends the same form again after a lost connection gets the
//! same one; stored is only a keyed hash.

use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use hmac::{Hmac, KeyInit, Mac};
use platform::ids::random_code;
use platform::{Fault, FaultContext, Time};
use sm3::Sm3;
use structure::Secret;
use subtle::ConstantTimeEq;

/// Characters of a secret: 27 to the power of 12 are 57 bits, and look-ups are counted.
const SECRET_LENGTH: usize = 12;
const SECRET_ALPHABET: &[u8] = b"23456789bcdfghjkmnpqrstvwxz";

fn keyed(secret: &Secret, purpose: &str, text: &str) -> Result<[u8; 32], Fault> {
    let key = secret.key(purpose)?;
    let mut mac = Hmac::<Sm3>::new_from_slice(&key).doing("key a hash")?;
    mac.update(text.as_bytes());
    Ok(mac.finalize().into_bytes().into())
}

/// What names one form that was opened: sent twice, it is one case.
#[derive(Clone, PartialEq, Eq)]
pub struct FormKey(String);

impl FormKey {
    /// Draws a new one.
    pub fn draw() -> Self {
        Self(random_code(26))
    }

    /// As a form gives it back; absurd ones are refused.
    pub fn parse(text: &str) -> Option<Self> {
        let good =
            (20..=64).contains(&text.len()) && text.bytes().all(|b| b.is_ascii_alphanumeric());
        good.then(|| Self(text.to_owned()))
    }

    /// The key of what another system sends under a number of its own: derived, so the same number
    /// gets the same case and the same secret.
    pub fn of_source(secret: &Secret, system: &str, number: &str) -> Result<Self, Fault> {
        Ok(Self(hex::encode(keyed(secret, "case-source-key", &format!("{system}\n{number}"))?)))
    }

    /// For the form.
    pub fn reveal(&self) -> &str {
        &self.0
    }

    /// For the database: the key itself would give the secret away.
    pub fn hash(&self, secret: &Secret) -> Result<String, Fault> {
        Ok(hex::encode(keyed(secret, "case-form-key", &self.0)?))
    }
}

/// What proves that somebody sent a case.
#[derive(Clone, PartialEq, Eq)]
pub struct HolderSecret(String);

impl HolderSecret {
    /// The secret of the case that a form made.
    pub fn of_form(secret: &Secret, key: &FormKey) -> Result<Self, Fault> {
        let bytes = keyed(secret, "case-holder-secret", &key.0)?;
        let letters = bytes.iter().take(SECRET_LENGTH).filter_map(|byte| {
            SECRET_ALPHABET.get(usize::from(*byte) % SECRET_ALPHABET.len()).copied().map(char::from)
        });
        Ok(Self(letters.collect()))
    }

    /// As somebody types it, with blanks, dashes and capitals.
    pub fn typed(text: &str) -> Self {
        let kept = text.chars().filter(char::is_ascii_alphanumeric).take(64);
        Self(kept.collect::<String>().to_ascii_lowercase())
    }

    /// For the holder, once, in groups of four.
    pub fn reveal(&self) -> String {
        let letters: Vec<char> = self.0.chars().collect();
        let groups: Vec<String> = letters.chunks(4).map(|group| group.iter().collect()).collect();
        groups.join("-")
    }

    /// For the database.
    pub fn hash(&self, secret: &Secret, receipt: &str) -> Result<String, Fault> {
        Ok(hex::encode(keyed(secret, "case-secret", &format!("{receipt}/{}", self.0))?))
    }

    /// Whether it is the one with the hash.
    pub fn fits(&self, secret: &Secret, receipt: &str, hash: &str) -> Result<bool, Fault> {
        Ok(self.hash(secret, receipt)?.as_bytes().ct_eq(hash.as_bytes()).into())
    }
}

/// The beginning of a day's receipt numbers: `XJ20261123`.
pub(crate) fn receipt_prefix(kind: &str, now: Time) -> String {
    format!("{kind}{}", now.day().format("%Y%m%d"))
}

/// A receipt number: the day's running number behind the day.
pub(crate) fn receipt(prefix: &str, number: i64) -> String {
    format!("{prefix}{number:04}")
}

/// The same for the same telephone number, and nothing else; empty for somebody who gave none.
pub(crate) fn holder_mark(secret: &Secret, phone: &str) -> Result<String, Fault> {
    let digits: String = phone.chars().filter(char::is_ascii_digit).collect();
    if digits.is_empty() {
        return Ok(String::new());
    }
    Ok(URL_SAFE_NO_PAD.encode(keyed(secret, "case-holder-mark", &digits)?))
}

/// The same for the same content, and nothing else.
pub(crate) fn content_mark(secret: &Secret, content: &str) -> Result<String, Fault> {
    let mark = URL_SAFE_NO_PAD.encode(keyed(secret, "case-content-mark", content)?);
    Ok(mark.chars().take(32).collect())
}
