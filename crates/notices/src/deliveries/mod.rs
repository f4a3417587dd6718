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

/// Refuses a sender that is no mailbox, and addresses that nothing may be posted to.
pub fn try_settings(settings: &structure::Settings) -> Result<(), platform::Fault> {
    if let Some(mail) = &settings.mail {
        mail::sender(mail)?;
    }
    let webhook = settings.webhook.as_ref().map(|webhook| ("webhook", webhook.url.as_str()));
    let sms = settings.sms.as_ref().map(|sms| ("sms", sms.url.as_str()));
    webhook.into_iter().chain(sms).try_for_each(|(section, url)| {
        posting::address(section, url)?;
        Ok(())
    })
}

impl From<platform::Fault> for Undelivered {
    fn from(fault: platform::Fault) -> Self {
        Self::Passing(fault)
    }
}
