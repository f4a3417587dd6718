//! Shared previews as their readers see them (article 19): an unpublished revision under an address
//! that nobody can guess, and a form for what they think.

pub mod public;
