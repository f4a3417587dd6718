//! Chapter 3: the public site.

mod addresses;
mod api;
mod caching;
mod feeds;
mod hosts;
pub mod search;
mod search_words;
mod views;
mod walk;
