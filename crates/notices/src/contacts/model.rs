//! A contact: a mobile telephone or a mailbox, in one spelling.

use hmac::{Hmac, KeyInit, Mac};
use platform::{Fault, FaultContext};
use serde::{Deserialize, Serialize};
use sha2::Sha256;
use structure::Secret;

/// How somebody is reached.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ContactWay {
    /// By text message.
    Phone,
    /// By e-mail.
    Email,
}

impl ContactWay {
    /// As stored and as forms name it.
    pub fn word(self) -> &'static str {
        match self {
            Self::Phone => "phone",
            Self::Email => "email",
        }
    }

    /// From its word.
    pub fn parse(word: &str) -> Option<Self> {
        [Self::Phone, Self::Email].into_iter().find(|way| way.word() == word)
    }
}

/// A telephone or mailbox. Its `Debug` tells nobody which.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Contact {
    /// How.
    pub way: ContactWay,
    /// Eleven digits, or an address in small letters.
    pub to: String,
}

impl std::fmt::Debug for Contact {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "Contact({})", self.way.word())
    }
}

impl Contact {
    /// Reads what somebody typed; a telephone that can't take text messages is none.
    pub fn parse(way: ContactWay, typed: &str) -> Option<Self> {
        let to = match way {
            ContactWay::Phone => mobile(typed)?,
            ContactWay::Email => mailbox(typed)?,
        };
        Some(Self { way, to })
    }

    /// Reads either: whatever has an `@` is a mailbox.
    pub fn either(typed: &str) -> Option<Self> {
        let way = if typed.contains('@') { ContactWay::Email } else { ContactWay::Phone };
        Self::parse(way, typed)
    }

    /// The same for the same contact, and nothing else.
    pub fn mark(&self, secret: &Secret) -> Result<String, Fault> {
        keyed(secret, "contact-mark", &format!("{}\n{}", self.way.word(), self.to))
    }
}

/// A keyed hash for one purpose.
pub(super) fn keyed(secret: &Secret, purpose: &str, text: &str) -> Result<String, Fault> {
    let mut mac = Hmac::<Sha256>::new_from_slice(&secret.key(purpose)?).doing("key a hash")?;
    mac.update(text.as_bytes());
    Ok(hex::encode(mac.finalize().into_bytes()))
}

/// A mobile number of the mainland: eleven digits that begin with 1, with or without +86.
fn mobile(typed: &str) -> Option<String> {
    let good = |c: char| c.is_ascii_digit() || matches!(c, '+' | '-' | ' ' | '(' | ')');
    if !typed.chars().all(good) {
        return None;
    }
    let digits: String = typed.chars().filter(char::is_ascii_digit).collect();
    let number = match digits.strip_prefix("86") {
        Some(rest) if rest.len() == 11 => rest,
        _ => digits.as_str(),
    };
    let second = number.chars().nth(1);
    let mobile = number.len() == 11 && number.starts_with('1') && second >= Some('3');
    mobile.then(|| number.to_owned())
}

fn mailbox(typed: &str) -> Option<String> {
    let typed = typed.trim().to_lowercase();
    let address: lettre::Address = typed.parse().ok()?;
    (typed.len() <= 100 && address.domain().contains('.')).then_some(typed)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_contact_has_one_spelling() {
        for typed in ["13900001234", "+86 139-0000-1234", "86 13900001234", " 139 0000 1234 "] {
            assert_eq!(Contact::either(typed).unwrap().to, "13900001234", "{typed}");
        }
        for wrong in
            ["", "02988001234", "029-88001234", "1390000123", "12900001234", "139 0000 123x"]
        {
            assert_eq!(Contact::either(wrong), None, "{wrong}");
        }
        let mail = Contact::either(" Wang.Shu@Example.CN ").unwrap();
        assert_eq!((mail.way, mail.to.as_str()), (ContactWay::Email, "wang.shu@example.cn"));
        assert_eq!(Contact::either("a@b@c.cn"), None);
        assert_eq!(Contact::either("a@localhost"), None);
        assert_eq!(format!("{mail:?}"), "Contact(email)");
    }
}
