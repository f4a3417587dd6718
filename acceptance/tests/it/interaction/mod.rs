//! Letters to the government, from both sides.

mod accounts;
mod challenges;
mod clocks;
mod codes;
mod charts;
mod clocks;
mod described;
mod desk;
pub mod hotline;
mod imports;
mod knowledge;
pub mod letters;
mod open311;
mod reply_templates;
mod strangers;
