//! Kinds of cases, declared in code: letters and corrections today; applications later.
//! The engine knows only what a kind declares.

use platform::{Fault, FaultContext};
use serde::Deserialize;

/// How long an office may take, in working days.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Clocks {
    /// To accept, from the day it came.
    pub accept_days: u32,
    /// To answer, from the day it was accepted.
    pub answer_days: u32,
    /// What the one extension adds; 0: none is allowed.
    pub extension_days: u32,
}

/// A reason in law or rule for closing a case without an answer.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct ClosureReason {
    /// As stored and spelled in forms.
    pub word: &'static str,
    /// Message key: the reason with its source.
    pub key: &'static str,
}

/// What a kind of case is.
#[derive(Debug)]
pub struct CaseKind {
    /// As stored and spelled in addresses: `letters`.
    pub code: &'static str,
    /// Message key of its name.
    pub name_key: &'static str,
    /// Letters that its receipt numbers begin with.
    pub receipt_prefix: &'static str,
    /// Its deadlines.
    pub clocks: Clocks,
    /// What a case may be about: words, each with the message key `{code}-theme-{word}`.
    pub themes: &'static [&'static str],
    /// Themes that can't wait: accepted the day they come, and those who supervise are told.
    pub grave: &'static [&'static str],
    /// Why one may be closed without an answer.
    pub closures: &'static [ClosureReason],
    /// Public address of a case for its holder, before the receipt number: `mailbox/mine`.
    pub holder_path: &'static str,
    /// Public address of what is published of it, before the receipt number.
    pub published_path: &'static str,
    /// Tables with a `case_id` whose rows tell who sent it, beside the engine's own.
    pub holder_tables: &'static [&'static str],
}

impl CaseKind {
    /// Message key of a theme.
    pub fn theme_key(&self, theme: &str) -> String {
        format!("{}-theme-{theme}", self.code)
    }

    /// Whether a theme is declared.
    pub fn has_theme(&self, theme: &str) -> bool {
        self.themes.contains(&theme)
    }

    /// Whether a theme can't wait.
    pub fn is_grave(&self, theme: &str) -> bool {
        self.grave.contains(&theme)
    }

    /// A declared reason.
    pub fn closure(&self, word: &str) -> Option<ClosureReason> {
        self.closures.iter().copied().find(|reason| reason.word == word)
    }
}

/// All kinds of the program.
#[derive(Clone, Debug, Default)]
pub struct CaseKinds(Vec<&'static CaseKind>);

impl CaseKinds {
    /// A register; a word or receipt prefix that comes twice is a fault of the program.
    pub fn new(kinds: impl IntoIterator<Item = &'static CaseKind>) -> Result<Self, Fault> {
        let mut known = Self::default();
        for kind in kinds {
            let taken = |one: &&'static CaseKind| {
                one.code == kind.code || one.receipt_prefix == kind.receipt_prefix
            };
            if known.0.iter().any(taken) {
                return Err(Fault::new(format!("two kinds of cases are called {}", kind.code)));
            }
            known.0.push(kind);
        }
        Ok(known)
    }

    /// All, as they were declared.
    pub fn all(&self) -> &[&'static CaseKind] {
        &self.0
    }

    /// By its word.
    pub fn find(&self, code: &str) -> Option<&'static CaseKind> {
        self.0.iter().copied().find(|kind| kind.code == code)
    }

    /// By the word of a stored case.
    pub fn get(&self, code: &str) -> Result<&'static CaseKind, Fault> {
        self.find(code).doing(format!("find the kind of case {code}"))
    }
}
