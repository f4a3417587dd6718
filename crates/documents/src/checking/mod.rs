//! Checking a document 发布前检查 (articles 6, 19, 20, 36): beside the editor while it is written, at
//! submission, and again when it is live. The rules are those of the crate [`checks`]; the engine
//! adds what only it knows: where links lead, what else has this title, what a policy lacks.

pub(crate) mod console;
mod file_words;
mod gate;
mod links;
mod own;
mod paper;
mod waivers;

pub use file_words::FileWords;
pub use links::FixedPaths;
pub use paper::{Subject, look};
pub use waivers::{Waiver, waivers_of};

pub(crate) use gate::gate;
