//! The open API (articles 6, 14): reading for everybody, bulk writing for units' own systems.

use structure::Chapter;

/// The API's rooms.
pub fn chapter() -> Chapter {
    Chapter::new()
}
