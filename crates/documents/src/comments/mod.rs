//! Comments 批注 (article 19): remarks on a place in the text or on a field, answered, settled and
//! reopened. A later revision keeps them where their words still stand.

pub(crate) mod console;
mod mentions;
mod model;
mod place;
pub(crate) mod store;
#[cfg(test)]
mod tests;
mod view;

pub use mentions::{Named, mentioned};
pub use model::{Comment, CommentForm, CommentRefusal, Thread, threads};
pub use place::{Found, Place};
pub use store::{answer, of_document, reopen, settle, write};
pub(crate) use view::shown;
