//! Chapter 3: the public site.

mod addresses;
mod api;
mod banners;
mod caching;
mod column_proposals;
mod feeds;
mod home;
mod hosts;
mod leaving;
mod responsibility_table;
pub mod search;
mod search_words;
mod share_cards;
mod site_identities;
mod themes;
mod views;
mod walk;
