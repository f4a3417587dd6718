//! Acceptance: the built portal driven from outside, article by article, on both databases; and the
//! house's checks of itself. One binary, so that it is linked once.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::indexing_slicing, clippy::string_slice, reason = "a failed step is a failed test")]
#![allow(clippy::too_many_lines, clippy::large_futures, reason = "a story is told in one go")]

mod architecture;
