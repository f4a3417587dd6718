//! What was sent and what was acknowledged, kept outside the product.

use std::sync::Mutex;

use measuring::letters::Receipt;
use rand::rngs::StdRng;
use rand::{Rng, SeedableRng};
use sha2::{Digest, Sha256};

/// A letter as its writer knows it.
#[derive(Clone, Debug, Default)]
pub struct Letter {
    /// Its number in this run.
    pub number: u64,
    /// Its title, which no other letter has.
    pub title: String,
    /// SHA-256 of its attachment.
    pub digest: String,
    /// The acknowledgement, if one came.
    pub receipt: Option<Receipt>,
    /// How often it was sent.
    pub sent: u32,
    /// Refusals that it got, by their states.
    pub refusals: Vec<u16>,
}

/// All letters of a run.
#[derive(Debug, Default)]
pub struct Ledger {
    letters: Mutex<Vec<Letter>>,
}

impl Ledger {
    /// Writes down a letter that will not be sent again.
    pub fn enter(&self, letter: Letter) {
        if let Ok(mut letters) = self.letters.lock() {
            letters.push(letter);
        }
    }

    /// All letters.
    pub fn letters(&self) -> Vec<Letter> {
        self.letters.lock().map(|letters| letters.clone()).unwrap_or_default()
    }
}

/// The attachment of a letter: text that no other letter has and that doesn't compress well.
pub fn attachment(seed: u64, number: u64, bytes: usize) -> Vec<u8> {
    let mut random = StdRng::seed_from_u64(seed ^ number.wrapping_mul(0x9e37_79b9_7f4a_7c15));
    let mut half = vec![0; bytes / 2];
    random.fill_bytes(&mut half);
    hex::encode(half).into_bytes()
}

/// SHA-256 in hexadecimal.
pub fn digest(bytes: &[u8]) -> String {
    hex::encode(Sha256::digest(bytes))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_letter_has_an_attachment_of_its_own_and_the_seed_repeats_it() {
        let one = attachment(7, 1, 200_000);
        assert_eq!(one.len(), 200_000);
        assert_eq!(digest(&one), digest(&attachment(7, 1, 200_000)));
        assert_ne!(digest(&one), digest(&attachment(7, 2, 200_000)));
        assert_ne!(digest(&one), digest(&attachment(8, 1, 200_000)));
    }
}
