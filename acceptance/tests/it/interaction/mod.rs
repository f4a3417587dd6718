//! Letters to the government, from both sides.

mod clocks;
mod desk;
mod imports;
mod knowledge;
pub mod letters;
mod strangers;
