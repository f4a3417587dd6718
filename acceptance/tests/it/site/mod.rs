//! Chapter 3: the public site.

mod addresses;
mod api;
mod banners;
mod caching;
mod column_proposals;
mod feeds;
mod home;
mod hosts;
pub mod search;
mod search_words;
mod site_identities;
mod views;
mod walk;
