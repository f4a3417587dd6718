//! Letters to the government, from both sides.

mod accounts;
mod challenges;
mod charts;
mod clocks;
mod codes;
mod described;
mod desk;
mod follow_up;
pub mod hotline;
mod imports;
mod knowledge;
pub mod letters;
mod open311;
mod reply_templates;
mod retention;
mod strangers;
