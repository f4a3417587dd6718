//! The virus scanner of `[uploads] clamd`: whatever people bring passes it before it is kept.

use files::{Scanner, Verdict};
use platform::Fault;

use crate::app::App;

/// What the scanner says of a content.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Scanned {
    /// Nothing was found, or no scanner is set.
    Clean,
    /// This was found.
    Infected(String),
    /// The scanner doesn't answer; nothing is taken unscanned.
    Away,
}

/// Has a content scanned, if a scanner is set.
pub async fn scan(app: &App, bytes: &[u8]) -> Result<Scanned, Fault> {
    let Some(address) = &app.settings.uploads.clamd else {
        return Ok(Scanned::Clean);
    };
    Ok(match Scanner::at(address)?.scan(bytes).await {
        Ok(Verdict::Clean) => Scanned::Clean,
        Ok(Verdict::Infected(what)) => {
            tracing::warn!(target: "security", event = "infected-upload", what);
            Scanned::Infected(what)
        }
        Err(fault) => {
            tracing::warn!(fault = fault.chain(), "the virus scanner is away");
            Scanned::Away
        }
    })
}
