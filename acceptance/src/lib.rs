//! Starts the built portal and drives it the way people do: over HTTP, with forms as the pages give
//! them. Links none of our crates.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::indexing_slicing,
    reason = "a failed step is a failed test"
)]
#![allow(clippy::string_slice, reason = "a failed step is a failed test")]
#![allow(missing_docs, reason = "names say it")]
#![allow(
    clippy::pedantic,
    reason = "a test reads as a story; the product keeps the pedantic lints"
)]

mod browser;
mod district;
mod ground;
mod identities;
mod made;
mod mailbox;
mod newcomer;
mod page;
mod paper;
mod proposals;
mod relay;
mod server;

pub use browser::Browser;
pub use district::{
    DEMO_PASSWORD, District, HOOK_SECRET, Store, after_all_stories, binary, on_a_wire, on_both,
    on_both_alone, on_both_in_time, on_both_set, on_both_with_gateway, on_both_with_mail,
};
pub use ground::Ground;
pub use mailbox::{Hook, Letter, Mailbox, Posted};
pub use newcomer::{OWN_PASSWORD, one_time_password};
pub use page::{Form, Page};
pub use paper::Paper;
pub use proposals::{APPROVER, Change, PROPOSER};
pub use relay::Relay;
pub use server::Server;
