//! The web floor: listeners, refusals, pages, page cache, themes, messages, forms, uploads.
//! It knows no government and no database.

pub mod encoding;
pub mod messages;
pub mod problem;
pub mod refusal;
pub mod request_info;

pub use messages::{Arg, Message, Messages};
pub use problem::{ErrorPage, Failure};
pub use refusal::{Answer, Error, FieldError, Refusal};
pub use request_info::{PeerAddress, RequestInfo};
