//! Why a measurement could not be made.

use std::fmt::Display;

/// A sentence for the terminal.
#[derive(Clone, Debug)]
pub struct Trouble(pub String);

/// What every step of a measurement gives.
pub type Outcome<T = ()> = Result<T, Trouble>;

impl Display for Trouble {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(&self.0)
    }
}

/// Trouble with a sentence of one's own.
pub fn trouble<T>(text: impl Into<String>) -> Outcome<T> {
    Err(Trouble(text.into()))
}

/// Says what was being done when something went wrong.
pub trait Doing<T> {
    /// Adds what was being done.
    fn doing(self, what: impl Display) -> Outcome<T>;
}

impl<T, E: Display> Doing<T> for Result<T, E> {
    fn doing(self, what: impl Display) -> Outcome<T> {
        self.map_err(|error| Trouble(format!("{what}: {error}")))
    }
}

impl<T> Doing<T> for Option<T> {
    fn doing(self, what: impl Display) -> Outcome<T> {
        self.ok_or_else(|| Trouble(format!("{what}: nothing there")))
    }
}
