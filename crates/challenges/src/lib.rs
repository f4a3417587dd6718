//! Honest limits without an outside captcha (articles 13, 28): whoever sends many letters or reports
//! within an hour lets their machine reckon for a moment, or answers a small sum. Most people send one
//! and never see it. Programs with a key, imports and what is asked while somebody types are exempt:
//! they don't come through a form.

mod challenge;
mod gate;
mod store;
mod sum;
mod tally;

pub use gate::{check, offered, sent};

use platform::db::Schema;
use platform::migrations;

/// The table of this crate.
pub fn schema(schema: Schema) -> Schema {
    schema.with(migrations!["20261128220300_challenge_uses"], &["challenge_uses"])
}
