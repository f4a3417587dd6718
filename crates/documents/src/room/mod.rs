//! What the console rooms of this engine (articles 5, 6, 19) share: opening a document within rights, the words of a
//! refusal, and the contexts that several pages show.

mod about;
mod content;
mod opening;
mod people;
mod refusing;
mod timeline;

pub use about::{absolute, column_choices, unit_name};
pub(crate) use about::{breadcrumb, document_line, put, state_of};
pub(crate) use content::{
    attachment_url, attachments, body_with_previews, choice_text, field_text, metadata,
};
pub use opening::{Opened, open};
pub use people::People;
pub(crate) use people::named_holders;
pub(crate) use refusing::named_errors;
pub use refusing::{refused, shown_again};
pub(crate) use timeline::{age, digest_short, timeline, timeline_ahead};
