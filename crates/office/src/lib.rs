//! Reading office files: their words, their structure, and the parts of an official document; and
//! writing lists for spreadsheets.
//!
//! Whatever comes in, nothing panics, nothing is fetched, and what would need much memory is refused.

mod bounds;
mod docx;
mod grid;
mod html;
mod lines;
pub mod lists;
mod marked;
mod numbering;
mod official;
mod package;
mod pdf;
mod plain;
mod reading;
pub mod rows;
mod sheet;
mod tables;
#[cfg(test)]
mod tests;
mod unreadable;
mod word_styles;

pub use official::{Confidence, Official, Part, official};
pub use plain::plain_text;
pub use reading::{Block, Picture, Reading, Shape, read};
pub use unreadable::Unreadable;
