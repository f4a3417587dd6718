//! Pure functions on text: no input, no output, no clock, no database.
//!
//! [`html`] cleans a document body, [`plain`] reads it as text, [`diff`] compares two of them;
//! [`anchors`] finds the place of a remark again;
//! [`marks`] finds what must not be published; [`wording`], [`slug`] and [`publish_date`] tidy
//! titles, addresses and dates that come from people and from old systems.

pub mod anchors;
pub mod diff;
pub mod escape;
pub mod html;
pub mod marks;
pub mod plain;
pub mod publish_date;
pub mod slug;
mod spacing;
mod tokens;
mod traditional;
pub mod wording;

pub use spacing::{is_blank, is_han, is_invisible};
pub use traditional::traditional;
