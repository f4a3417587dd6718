//! Letters to the government, from both sides.

mod clocks;
mod desk;
mod knowledge;
mod imports;
pub mod letters;
mod strangers;
