//! Who sent a case: sealed where it is stored, masked where it is shown (条例 and the law on personal
//! information). Opening it is an act of its own.

use notices::contacts::ContactWay;
use platform::{Fault, FaultContext};
use serde::{Deserialize, Serialize};
use structure::Secret;
use structure::second_factor::{open_sealed, seal};
use web::forms::FormCheck;

use crate::ids::CaseId;

const PURPOSE: &str = "case-holder";

/// A person with what the office needs to reach them.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Holder {
    /// Name.
    pub name: String,
    /// Telephone.
    pub phone: String,
    /// E-mail, if given.
    pub email: String,
    /// Address, if given.
    pub address: String,
    /// Which of telephone and e-mail was proved by a code.
    #[serde(default)]
    pub verified: Vec<ContactWay>,
}

impl Holder {
    /// Reads the four fields of a form.
    pub fn read(check: &mut FormCheck<'_>) -> Self {
        let name = check.field("name", "case-holder-name").required().max(30).text();
        let phone = check.field("phone", "case-holder-phone").required().phone().max(20).text();
        let email = check.field("email", "case-holder-email").email().max(100).text();
        let address = check.field("address", "case-holder-address").max(120).text();
        Self { name, phone, email, address, verified: Vec::new() }
    }

    /// Sealed for its case.
    pub fn seal(&self, secret: &Secret, case: CaseId) -> Result<Vec<u8>, Fault> {
        let json = serde_json::to_vec(self).doing("write a holder")?;
        seal(secret, PURPOSE, &format!("case:{case}"), &json)
    }

    /// Opened again.
    pub fn open(secret: &Secret, case: CaseId, sealed: &[u8]) -> Result<Self, Fault> {
        let json = open_sealed(secret, PURPOSE, &format!("case:{case}"), sealed)?;
        serde_json::from_slice(&json).doing("read a holder")
    }

    /// As the desk shows it until somebody states why they must see more.
    #[must_use]
    pub fn masked(&self) -> Self {
        Self {
            name: masked_name(&self.name),
            phone: text::marks::mask_phone(&self.phone),
            email: masked_email(&self.email),
            address: masked_address(&self.address),
            verified: self.verified.clone(),
        }
    }
}

/// 程望舒 becomes 程**: of a published name only the family name stays.
pub fn masked_name(name: &str) -> String {
    let mut letters = name.chars();
    let first: String = letters.next().into_iter().collect();
    let rest = letters.count().clamp(1, 3);
    if first.is_empty() { String::new() } else { format!("{first}{}", "*".repeat(rest)) }
}

fn masked_email(email: &str) -> String {
    match email.rsplit_once('@') {
        Some((name, host)) => {
            let first: String = name.chars().take(1).collect();
            format!("{first}***@{host}")
        }
        None => String::new(),
    }
}

/// Of an address the district and street stay, the door does not.
fn masked_address(address: &str) -> String {
    let letters: Vec<char> = address.chars().collect();
    let kept = letters.len().min(6);
    let rest = if letters.len() > kept { "****" } else { "" };
    let begin: String = letters.into_iter().take(kept).collect();
    format!("{begin}{rest}")
}
