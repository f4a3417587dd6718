//! People: sign-in, rights, sessions, the console's doors.

pub mod matrix;
mod second_factor;
mod sessions;
mod sign_in;
mod ways;
