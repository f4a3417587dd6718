//! Where a case came from, and which cases a system may follow.

use serde::Deserialize;
use structure::UnitId;

use crate::cases::Opened;
use crate::ids::CaseId;

/// What a system calls itself, before the name that it has here.
const SYSTEM: &str = "api:";

/// A system and its own number of a case.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Source<'a> {
    /// The system, by one word that it keeps.
    pub system: &'a str,
    /// Its number of the case.
    pub number: &'a str,
}

/// What became of a case that a system sent.
pub enum Through {
    /// It is here, now or since it was first sent.
    Here(Box<Opened>),
    /// The number has another content already: nothing was written.
    Different,
}

/// Which cases a system may follow.
#[derive(Clone, Debug)]
pub enum Reach<'a> {
    /// Those it sent.
    Own(&'a str),
    /// These and those of a kind that units have.
    Units {
        /// The system.
        system: &'a str,
        /// The word of the kind.
        kind: &'a str,
        /// The units.
        units: Vec<UnitId>,
    },
}

/// A case that something happened to, and the journal's number of what happened.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
pub struct Moved {
    /// The journal's number.
    pub seq: i64,
    /// The case.
    pub case_id: CaseId,
}

/// A source in people's words: of a system with a key its name.
pub(super) fn shown(source: &str) -> &str {
    match source.strip_prefix(SYSTEM).and_then(|rest| rest.split_once(':')) {
        Some((_, name)) => name,
        None => source,
    }
}

#[cfg(test)]
mod tests {
    use super::shown;

    #[test]
    fn a_system_is_shown_by_its_name() {
        assert_eq!(shown("api:12:12345热线"), "12345热线");
        assert_eq!(shown("旧信箱"), "旧信箱");
    }
}
