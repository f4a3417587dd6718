//! Articles 33, 34 (and the norm of classified protection: local backup and restore): everything an
//! instance has, written down while it runs, checked, and put back into an empty place on either
//! database.
//!
//! A folder holds any number of backups. Tables are written whole each time, as they were at one
//! moment; objects have their digests as names and are copied once.

mod checking;
mod manifest;
mod restoring;
mod rows;
mod sealing;
mod shelf;
mod taking;

pub use checking::{Checked, check};
pub use manifest::Manifest;
pub use restoring::{Destination, Restored, restore};
pub use sealing::{Key, draw_key};
pub use shelf::Shelf;
pub use taking::{Source, Taken, note_taken, take};
