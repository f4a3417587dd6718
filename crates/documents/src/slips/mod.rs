//! The review slip 审核单: who did what to which revision, person by person (article 19).

pub(crate) mod console;
mod store;

pub use store::{Slip, SlipStep, slip};
