//! The console rooms of documents (articles 5, 6, 19).

mod acts;
mod files;
mod form;
mod form_rows;
mod merging;
mod new;
pub(crate) mod reading;
mod save;
mod show;
mod slug;
pub(crate) mod taking;

pub(crate) use acts::{restore, trash};
pub use files::revision_file;
pub(crate) use files::{attachment, named, serve_attachment};
pub(crate) use form::{content_of, summary_of};
pub(crate) use new::{new, writing_unit};
pub(crate) use save::{create, edit, head_of, update};
pub(crate) use show::show;
pub(crate) use slug::{change_slug, slug_form};
