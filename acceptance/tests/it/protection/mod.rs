//! Chapter 8: what is never lost, and proves it.

mod backups;
mod mirror;
mod watch;
