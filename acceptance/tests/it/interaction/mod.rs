//! Letters to the government, from both sides.

mod desk;
mod letters;
mod strangers;
