//! Chapter 4: what is open, found by everybody; what should be open, seen by those who answer for it.

mod catalogue;
mod platform;
mod unpublished;
