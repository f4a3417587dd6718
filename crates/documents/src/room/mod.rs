//! What the console rooms of this engine (articles 5, 6, 19) share: opening a document within rights, the words of a
//! refusal, and the contexts that several pages show.

mod about;
mod content;
mod marks;
mod opening;
mod people;
mod refusing;
mod timeline;

pub(crate) use about::{
    absolute, breadcrumb, column_choices, document_line, put, state_of, unit_name,
};
pub(crate) use content::{attachment_url, attachments, body_with_previews, field_text, metadata};
pub(crate) use marks::marks;
pub(crate) use opening::{Opened, open};
pub(crate) use people::{People, named_holders};
pub(crate) use refusing::{named_errors, refused, shown_again};
pub(crate) use timeline::{age, digest_short, timeline, timeline_ahead};
