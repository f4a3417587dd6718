//! Articles 33, 34 (and the norm of classified protection: web pages that can't be altered): the
//! whole public site as files, which any web server can show when all nodes are down. Every file
//! stands in a manifest that is signed with SM2 and Ed25519.
//!
//! The mirror follows the journal: a page is written anew when something it shows has changed, and
//! what no page leads to any more is taken away. What somebody else altered, added or removed is
//! put right, kept aside as evidence, and reported.

mod address;
mod alarms;
mod following;
mod guarding;
mod keys;
mod links;
mod manifest;
mod receiving;
mod unfinished;
mod walking;
mod watching;
mod writing;

pub use guarding::Deviations;
pub(crate) use keys::FILE as MIRROR_KEYS;
pub use keys::{MirrorKeys, PublicKeys};
pub use manifest::{Proof, verify};
pub use walking::Walker;
pub use watching::watch;
pub use writing::{Mirror, Written};
