//! How somebody is reached: sealed where it is stored, masked where it is shown. Opening it is an act
//! of its own (the law on personal information).

use platform::{Fault, FaultContext};
use serde::{Deserialize, Serialize};
use structure::Secret;
use structure::second_factor::{open_sealed, seal};

const PURPOSE: &str = "unit-staff";

/// Telephone and e-mail of a person.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Contacts {
    /// Telephone.
    pub phone: String,
    /// E-mail, if given.
    pub email: String,
}

impl Contacts {
    /// Sealed for its place, `staff-person:7`.
    pub fn seal(&self, secret: &Secret, place: &str) -> Result<Vec<u8>, Fault> {
        let json = serde_json::to_vec(self).doing("write somebody's contacts")?;
        seal(secret, PURPOSE, place, &json)
    }

    /// Opened again.
    pub fn open(secret: &Secret, place: &str, sealed: &[u8]) -> Result<Self, Fault> {
        let json = open_sealed(secret, PURPOSE, place, sealed)?;
        serde_json::from_slice(&json).doing("read somebody's contacts")
    }

    /// As it is shown until somebody states why they must see more.
    #[must_use]
    pub fn masked(&self) -> Self {
        let digits = self.phone.chars().count();
        let phone = self.phone.chars().enumerate().map(|(at, letter)| {
            if letter.is_ascii_digit() && at >= 3 && at + 4 < digits { '*' } else { letter }
        });
        let email = self.email.rsplit_once('@').map(|(name, host)| {
            let first: String = name.chars().take(1).collect();
            format!("{first}***@{host}")
        });
        Self { phone: phone.collect(), email: email.unwrap_or_default() }
    }
}
