//! Feeds 订阅: RSS and Atom for the whole site and for every column (articles 12, 14).

pub mod public;
