//! A challenge: a number that is hard to find and easy to check, and beside it a sum. The page carries
//! it sealed; the server remembers nothing until it is answered.

use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use platform::{Fault, FaultContext, Time};
use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};
use structure::second_factor::{open_sealed, seal};
use structure::{ChallengeSettings, Secret};

use crate::sum::Sum;

const PURPOSE: &str = "challenge";

/// See the file's first lines.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct Challenge {
    /// Its own name.
    pub nonce: String,
    /// Bits that must be zero.
    pub bits: u32,
    /// For whoever has no script.
    pub sum: Sum,
    /// Until when it is good.
    pub until: Time,
}

impl Challenge {
    /// Draws one for somebody who has sent so much.
    pub fn draw(settings: &ChallengeSettings, count: usize, now: Time) -> Self {
        let nonce = URL_SAFE_NO_PAD.encode(rand::random::<[u8; 18]>());
        let until = now.plus_seconds(settings.minutes * 60);
        Self { nonce, bits: bits(settings, count), sum: Sum::draw(), until }
    }

    /// For the page: it fits the form with this key only, and tells neither answer. Before its dot it
    /// says how many bits are asked.
    pub fn ticket(&self, secret: &Secret, form: &str) -> Result<String, Fault> {
        let json = serde_json::to_vec(self).doing("write a challenge")?;
        let sealed = URL_SAFE_NO_PAD.encode(seal(secret, PURPOSE, form, &json)?);
        Ok(format!("{}.{sealed}", self.bits))
    }

    /// As it comes back, if it is ours, for this form, and not too old.
    pub fn of_ticket(secret: &Secret, form: &str, ticket: &str, now: Time) -> Option<Self> {
        let sealed = URL_SAFE_NO_PAD.decode(ticket.split_once('.')?.1).ok()?;
        let json = open_sealed(secret, PURPOSE, form, &sealed).ok()?;
        let challenge: Self = serde_json::from_slice(&json).ok()?;
        (now < challenge.until).then_some(challenge)
    }

    /// Whether a number or a sum answers it.
    pub fn is_answered(&self, ticket: &str, (work, sum): (&str, &str)) -> bool {
        let worked = !work.is_empty() && work.len() <= 20 && zeros(ticket, work) >= self.bits;
        worked || self.sum.fits(sum)
    }
}

/// One more bit for each `after` more.
fn bits(settings: &ChallengeSettings, count: usize) -> u32 {
    let over = count.saturating_sub(settings.after) / settings.after.max(1);
    let over = u32::try_from(over).unwrap_or(u32::MAX);
    settings.bits.saturating_add(over).min(settings.most_bits)
}

/// Zero bits at the beginning of SHA-256 over `ticket:work`.
fn zeros(ticket: &str, work: &str) -> u32 {
    let digest = Sha256::new().chain_update(ticket).chain_update(":").chain_update(work).finalize();
    let mut zeros = 0;
    for byte in digest {
        zeros += byte.leading_zeros();
        if byte != 0 {
            break;
        }
    }
    zeros
}

#[cfg(test)]
mod tests {
    use super::*;

    fn challenge(bits: u32) -> Challenge {
        let settings = ChallengeSettings { bits, ..ChallengeSettings::default() };
        Challenge::draw(&settings, 0, Time(0))
    }

    #[test]
    fn only_enough_work_answers() {
        let challenge = challenge(10);
        let mut numbers = (0..100_000_u64).map(|number| number.to_string());
        let found = numbers.find(|number| zeros("ticket", number) >= 10).unwrap();
        assert!(challenge.is_answered("ticket", (&found, "")));
        assert!(!challenge.is_answered("ticket", ("", "")));
        let long = "0".repeat(21);
        assert!(!challenge.is_answered("ticket", (&long, "")));
    }

    #[test]
    fn who_sends_more_works_more() {
        let settings = ChallengeSettings { after: 3, bits: 13, most_bits: 16, minutes: 60 };
        let asked: Vec<u32> = [3, 5, 6, 9, 12, 300].map(|count| bits(&settings, count)).to_vec();
        assert_eq!(asked, [13, 13, 14, 15, 16, 16]);
        assert_eq!(bits(&ChallengeSettings { after: 0, ..settings }, 0), 13);
    }
}
