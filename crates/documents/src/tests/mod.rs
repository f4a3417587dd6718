//! The engine on both databases: acts, timers, addresses, lists.

mod addresses;
pub mod district;
mod emergencies;
mod ends;
mod life;
mod lists;
mod moves;
mod pace;
mod policies;
mod words;
