//! Codes of an authenticator (TOTP, RFC 6238) and recovery codes: pure, time and secret handed in.

use hmac::{Hmac, KeyInit, Mac};
use platform::{Fault, FaultContext, Time};
use sm3::Sm3;
use totp_rs::{Algorithm, Builder, Totp};

use crate::ids::AccountId;

/// Seconds for which a code holds.
const STEP_SECONDS: u64 = 30;

/// Steps before and after the present one that are accepted: clocks of telephones differ.
const SKEW: u16 = 1;

/// How many recovery codes somebody gets.
pub(super) const RECOVERY_CODES: usize = 10;

/// What is shown while somebody sets up an authenticator.
#[derive(Clone, PartialEq, Eq)]
pub struct Enrolment {
    /// The shared secret.
    pub(super) secret: Vec<u8>,
    /// The secret for typing, in groups of four.
    pub secret_text: String,
    /// The address that the picture holds.
    pub url: String,
}

impl Enrolment {
    /// An enrolment with a secret.
    pub(super) fn of(secret: Vec<u8>, issuer: &str, login: &str) -> Result<Self, Fault> {
        let totp = totp(&secret, issuer, login)?;
        let base32 = totp.secret().to_base32();
        let grouped: Vec<String> = base32
            .chars()
            .collect::<Vec<_>>()
            .chunks(4)
            .map(|four| four.iter().collect())
            .collect();
        Ok(Self {
            secret,
            secret_text: grouped.join(" "),
            url: totp.to_url().doing("write an address")?,
        })
    }
}

fn totp(secret: &[u8], issuer: &str, login: &str) -> Result<Totp, Fault> {
    Builder::new()
        .with_algorithm(Algorithm::SHA1)
        .with_digits(6)
        .with_skew(SKEW)
        .with_step_duration(STEP_SECONDS)
        .with_secret(secret.to_vec())
        // A colon separates issuer and account in the address.
        .with_issuer(Some(issuer.replace(':', " ")))
        .with_account_name(login.replace(':', " "))
        .build()
        .doing("make an authenticator")
}

/// The step whose code this is, if it is one of those accepted now and newer than the last used.
pub(super) fn accepted_step(
    secret: &[u8],
    code: &str,
    now: Time,
    last_used: Option<i64>,
) -> Result<Option<i64>, Fault> {
    let digits: String = code.chars().filter(|c| !c.is_whitespace()).collect();
    let seconds = u64::try_from(now.0.div_euclid(1_000_000)).unwrap_or(0);
    let found = totp(secret, "Weiyang", "staff")?.check(&digits, seconds);
    let step = found.map(|step| i64::try_from(step).unwrap_or(i64::MAX));
    Ok(step.filter(|step| last_used.is_none_or(|last| *step > last)))
}

/// A code for whoever has lost the authenticator: two groups of five.
#[derive(Clone, PartialEq, Eq)]
pub struct RecoveryCode(String);

impl RecoveryCode {
    /// Draws one.
    pub(super) fn draw() -> Self {
        Self(platform::ids::random_code(10))
    }

    /// Reads one as typed: with or without the hyphen, in any case.
    pub(super) fn parse(text: &str) -> Option<Self> {
        let kept: String = text.chars().filter(char::is_ascii_alphanumeric).collect();
        (kept.len() == 10).then(|| Self(kept.to_ascii_lowercase()))
    }

    /// For its owner's eyes, once.
    pub fn reveal(&self) -> String {
        let head: String = self.0.chars().take(5).collect();
        let tail: String = self.0.chars().skip(5).collect();
        format!("{head}-{tail}")
    }

    /// For the database: keyed, since 47 bits alone could be searched through.
    pub(super) fn hash(&self, key: &[u8; 32], account: AccountId) -> Result<String, Fault> {
        let mut mac = Hmac::<Sm3>::new_from_slice(key).doing("hash a recovery code")?;
        mac.update(&account.0.to_be_bytes());
        mac.update(self.0.as_bytes());
        Ok(hex::encode(mac.finalize().into_bytes()))
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    const SECRET: &[u8] = b"12345678901234567890";

    fn at(seconds: i64) -> Time {
        Time(seconds * 1_000_000)
    }

    fn code(seconds: u64) -> String {
        totp(SECRET, "Weiyang", "staff").unwrap().generate(seconds).to_string()
    }

    /// Appendix B of RFC 6238, cut to six digits.
    #[test]
    fn codes_are_those_of_the_standard() {
        assert_eq!(code(59), "287082");
        assert_eq!(code(1_111_111_109), "081804");
        assert_eq!(code(20_000_000_000), "353130");
    }

    #[test]
    fn a_step_counts_once_and_never_backwards() {
        let now = at(1_111_111_109);
        let step = accepted_step(SECRET, "081804", now, None).unwrap().unwrap();
        assert_eq!(step, 1_111_111_109 / 30);
        assert_eq!(accepted_step(SECRET, "081804", now, Some(step)).unwrap(), None);
        let before = code(1_111_111_109 - 30);
        assert_eq!(accepted_step(SECRET, &before, now, Some(step - 1)).unwrap(), None);
        assert_eq!(accepted_step(SECRET, "081 804", now, Some(step - 1)).unwrap(), Some(step));
    }

    #[test]
    fn the_address_names_issuer_and_login() {
        let enrolment = Enrolment::of(SECRET.to_vec(), "未央", "liming").unwrap();
        assert!(enrolment.url.starts_with("otpauth://totp/"), "{}", enrolment.url);
        assert!(enrolment.url.contains("liming") && enrolment.url.contains("secret="));
        assert!(enrolment.secret_text.starts_with("GEZD GNBV"));
    }

    proptest! {
        #[test]
        fn exactly_three_steps_are_accepted(now in 1_700_000_000_u64..1_900_000_000, off in -5_i64..=5) {
            let shown = now.checked_add_signed(off * 30).unwrap();
            let now = at(i64::try_from(now).unwrap());
            let accepted = accepted_step(SECRET, &code(shown), now, None).unwrap();
            // Codes of other steps collide once in a million.
            if off.abs() <= 1 {
                prop_assert!(accepted.is_some());
            } else if let Some(step) = accepted {
                prop_assert_ne!(u64::try_from(step).unwrap(), shown / 30);
            }
        }

        #[test]
        fn a_recovery_code_is_read_however_it_is_typed(upper in any::<bool>(), spaced in any::<bool>()) {
            let code = RecoveryCode::draw();
            let mut typed = code.reveal();
            if upper { typed = typed.to_uppercase() }
            if spaced { typed = format!(" {} ", typed.replace('-', " ")) }
            prop_assert!(RecoveryCode::parse(&typed) == Some(code));
        }
    }
}
