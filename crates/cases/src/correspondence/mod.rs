//! Articles 18, 28: what holder and office say to each other, with files, and what the office notes
//! for itself.

mod files;
mod model;
mod serving;
mod store;

pub(crate) use files::infected;
pub use files::{FILES_LIMIT, FileRefusal, KeptFile, keep_files};
pub use model::{CaseFile, CaseMessage, Voice};
pub use serving::{file_url, serve};
pub use store::{file, files_of, messages_of};
pub(crate) use store::{insert_files, insert_message, of_form};
