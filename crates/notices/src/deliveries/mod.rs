//! How notices leave the console: jobs that mail and post them, tried again with growing pauses, and
//! the daily digest.

mod digests;
pub(crate) mod mail;
mod posting;
pub(crate) mod sms;
mod store;
pub(crate) mod webhook;
mod work;

pub(crate) use digests::{enqueue_digests, send_digest};
pub(crate) use store::{DeliveryState, state_counts, troubled};
pub(crate) use work::deliver;
pub use work::{console_url, post_to_hook};

/// The kind of job that delivers one notice by one way.
pub(crate) const DELIVER: &str = "deliver_notice";
/// The kind of job that mails one person's digest.
pub(crate) const DIGEST: &str = "send_notice_digest";

/// Why something did not go out.
#[derive(Debug)]
pub(crate) enum Undelivered {
    /// The other side refuses it for good; trying again is no use.
    Refused(String),
    /// It may work later.
    Passing(platform::Fault),
}

impl Undelivered {
    /// In one line, for the operators.
    pub fn reason(&self) -> String {
        match self {
            Self::Refused(reason) => reason.clone(),
            Self::Passing(fault) => fault.chain(),
        }
    }
}

impl From<platform::Fault> for Undelivered {
    fn from(fault: platform::Fault) -> Self {
        Self::Passing(fault)
    }
}
