//! Articles 28, 29: what people outside are told, by text message or e-mail: put into the queue once,
//! tried again with growing pauses, and forgotten when it has left. What it says and to whom is sealed.

mod store;
mod work;

pub(crate) use store::forget_old;
pub use store::tell_outside;
pub(crate) use work::send;

use serde::{Deserialize, Serialize};

use crate::contacts::Contact;

/// The kind of job that sends one message.
pub(crate) const SEND: &str = "send_outgoing_message";

/// A message to somebody outside.
#[derive(Clone, Serialize, Deserialize)]
pub struct Outgoing {
    /// To whom.
    pub contact: Contact,
    /// The subject, where the way has one.
    pub subject: String,
    /// The text.
    pub text: String,
}
