//! Reading office files: DOCX, XLSX, PPTX, OFD and PDF.
//!
//! Whatever comes in, nothing panics, nothing is fetched, and what would need much memory is refused.

mod bounds;
mod marked;
mod package;
mod pdf;
mod plain;
mod sheet;
#[cfg(test)]
mod tests;
mod unreadable;

pub use plain::plain_text;
pub use unreadable::Unreadable;
