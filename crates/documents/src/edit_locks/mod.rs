//! Edit locks 编辑锁 (article 5): one person writes a document at a time, others see who. The lock holds
//! while its holder's page is open and they are there; others may take it over, which the holder is
//! told and the journal keeps. It never costs anybody what they typed.

pub(crate) mod console;
mod model;
pub(crate) mod store;
#[cfg(test)]
mod tests;

pub use model::{EditLock, Holding, Presence, beat_of, holding, is_here};
pub use store::{Beat, Standing, beat, forget_lapsed, release, standing, take_over};
