//! Previews 送阅 (article 19): a revision shown as visitors would see it, on the widths they have, and
//! shared by an expiring address with somebody without an account, who may say what they think.

pub(crate) mod console;
mod model;
mod store;
#[cfg(test)]
mod tests;

pub use model::{
    Opinion, Preview, PreviewForm, PreviewRefusal, PreviewSecret, PreviewVerdict, VerdictForm,
};
pub use store::{give_verdict, note_opened, of_document, opened_by, revoke, share, verdicts};
