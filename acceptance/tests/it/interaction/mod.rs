//! Letters to the government, from both sides.

mod desk;
mod knowledge;
pub mod letters;
mod strangers;
