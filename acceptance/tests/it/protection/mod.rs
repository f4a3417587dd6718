//! Chapter 8: what is never lost, and proves it.

mod away;
mod backups;
mod commands;
mod mirror;
mod object_store;
mod stopping;
mod tls;
mod upgrading;
mod watch;
