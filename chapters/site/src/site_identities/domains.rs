//! Domains by IDNA (norms §1): a name in Chinese characters and its form on the wire are one domain.

use thiserror::Error;

use super::norms::norms;

/// Why a name is no domain of this kind.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Error)]
pub enum DomainRefusal {
    /// IDNA refuses it, or it has no dot.
    #[error("it is not a domain")]
    NotADomain,
    /// It has characters that are not ASCII.
    #[error("a main domain is written in ASCII")]
    NotAscii,
    /// It ends otherwise than the norm says.
    #[error("it has another ending")]
    Ending,
}

/// The domain as it is sent: lower case, punycode.
pub fn on_the_wire(name: &str) -> Result<String, DomainRefusal> {
    let ascii = idna::domain_to_ascii_strict(name.trim()).ok().ok_or(DomainRefusal::NotADomain)?;
    if ascii.contains('.') { Ok(ascii) } else { Err(DomainRefusal::NotADomain) }
}

/// The domain as people read it.
pub fn as_read(name: &str) -> Result<String, DomainRefusal> {
    let ascii = on_the_wire(name)?;
    let (read, good) = idna::domain_to_unicode(&ascii);
    good.map(|()| read).ok().ok_or(DomainRefusal::NotADomain)
}

/// A main domain: ASCII, with an ending of the norm.
pub fn main(name: &str) -> Result<String, DomainRefusal> {
    if !name.is_ascii() {
        return Err(DomainRefusal::NotAscii);
    }
    ending(on_the_wire(name)?, &norms().main_domain_endings)
}

/// A Chinese domain as people read it, with an ending of the norm.
pub fn chinese(name: &str) -> Result<String, DomainRefusal> {
    ending(as_read(name)?, &norms().chinese_domain_endings)
}

fn ending(name: String, allowed: &[String]) -> Result<String, DomainRefusal> {
    if allowed.iter().any(|end| name.ends_with(end.as_str())) {
        Ok(name)
    } else {
        Err(DomainRefusal::Ending)
    }
}
