//! An address, the code on its way to it, and when it is refused.

use hmac::{Hmac, KeyInit, Mac};
use platform::{Fault, FaultContext, Time};
use serde::Deserialize;
use sha2::Sha256;
use structure::AccountId;
use subtle::ConstantTimeEq;
use thiserror::Error;

/// Minutes for which a code is good.
pub const CODE_MINUTES: i64 = 30;
/// Seconds before another code may be asked for.
pub const PAUSE_SECONDS: i64 = 60;
/// Wrong codes after which a new one must be asked for.
pub const MOST_TRIES: i64 = 5;

/// An address that was proved.
#[derive(Clone, Debug, Deserialize)]
pub struct Address {
    /// Its row.
    pub id: i64,
    /// The address.
    #[serde(rename = "address")]
    pub to: String,
    /// The hour of the digest; absent: mail goes out at once.
    pub digest_hour: Option<i64>,
}

/// A code on its way.
#[derive(Clone, Debug, Deserialize)]
pub struct Code {
    /// Its row.
    pub id: i64,
    /// The address that it proves.
    pub address: String,
    /// Of the code.
    #[serde(rename = "code_digest")]
    pub digest: String,
    /// When it was asked for.
    pub asked_at: Time,
    /// Wrong codes so far.
    pub tries: i64,
}

/// Why a code is not taken or not sent.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Error)]
pub enum CodeRefusal {
    /// None is on its way.
    #[error("no code is on its way")]
    Missing,
    /// It came too late.
    #[error("the code is too old")]
    Old,
    /// Too many were wrong.
    #[error("too many wrong codes")]
    TooMany,
    /// It is another.
    #[error("the code is wrong")]
    Wrong,
    /// One was sent less than a minute ago.
    #[error("asked again too soon")]
    TooSoon,
}

impl CodeRefusal {
    /// Message key.
    pub fn key(self) -> &'static str {
        match self {
            Self::Missing => "notice-code-missing",
            Self::Old => "notice-code-old",
            Self::TooMany => "notice-code-too-many",
            Self::Wrong => "notice-code-wrong",
            Self::TooSoon => "notice-code-too-soon",
        }
    }
}

impl Code {
    /// Whether what was typed proves the address.
    pub fn check(&self, digest: &str, now: Time) -> Result<(), CodeRefusal> {
        if now.apart(self.asked_at) > CODE_MINUTES * 60 {
            return Err(CodeRefusal::Old);
        }
        if self.tries >= MOST_TRIES {
            return Err(CodeRefusal::TooMany);
        }
        if bool::from(digest.as_bytes().ct_eq(self.digest.as_bytes())) {
            return Ok(());
        }
        Err(CodeRefusal::Wrong)
    }
}

/// Six digits.
pub fn draw_code() -> String {
    format!("{:06}", rand::random_range(0..1_000_000))
}

/// A code is kept only as this: it belongs to one account and one address.
pub fn code_digest(
    key: &[u8],
    account: AccountId,
    address: &str,
    code: &str,
) -> Result<String, Fault> {
    let mut mac = Hmac::<Sha256>::new_from_slice(key).doing("digest a code")?;
    mac.update(format!("{account}\n{address}\n{code}").as_bytes());
    Ok(hex::encode(mac.finalize().into_bytes()))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn code(tries: i64) -> Code {
        let digest = code_digest(b"key", AccountId(1), "a@example.org", "012345").unwrap();
        Code { id: 1, address: "a@example.org".to_owned(), digest, asked_at: Time(0), tries }
    }

    #[test]
    fn a_code_is_good_for_one_address_a_while_and_a_few_tries() {
        let right = code_digest(b"key", AccountId(1), "a@example.org", "012345").unwrap();
        let wrong = code_digest(b"key", AccountId(1), "b@example.org", "012345").unwrap();
        let soon = Time(0).plus_seconds(CODE_MINUTES * 60);
        assert_eq!(code(0).check(&right, soon), Ok(()));
        assert_eq!(code(0).check(&wrong, soon), Err(CodeRefusal::Wrong));
        assert_eq!(code(MOST_TRIES).check(&right, soon), Err(CodeRefusal::TooMany));
        assert_eq!(code(0).check(&right, soon.plus_seconds(1)), Err(CodeRefusal::Old));
    }

    #[test]
    fn codes_are_six_digits() {
        for _ in 0..100 {
            let code = draw_code();
            assert!(code.len() == 6 && code.bytes().all(|byte| byte.is_ascii_digit()));
        }
    }
}
