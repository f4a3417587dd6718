//! Letters to the government, from both sides.

mod accounts;
mod challenges;
mod clocks;
mod codes;
mod desk;
mod imports;
mod knowledge;
pub mod letters;
mod strangers;
