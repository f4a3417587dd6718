//! Letters to the government, from both sides.

mod desk;
pub mod letters;
mod strangers;
