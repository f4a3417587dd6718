//! The web floor: listeners, refusals, pages, page cache, themes, messages, forms, uploads.
//! It knows no government and no database.

pub mod access_log;
pub mod assets;
pub mod csrf;
pub mod disk_watch;
pub mod edge;
pub mod encoding;
pub mod extract;
pub mod form_data;
pub mod forms;
pub mod headers;
mod io_threads;
pub mod listener;
pub mod messages;
pub mod networks;
mod pace;
pub mod page_cache;
pub mod page_tags;
pub mod pager;
pub mod panics;
pub mod problem;
pub mod rate;
pub mod refusal;
pub mod request_info;
pub mod sealed;
pub mod template_functions;
pub mod theme_check;
pub mod themes;
pub mod upload;

pub use assets::Assets;
pub use edge::Edge;
pub use extract::{BodyLimits, Form, Json, Path, Query};
pub use form_data::FormData;
pub use forms::{FormCheck, FormState, ShownForm};
pub use listener::{Listener, ListenerLimits};
pub use messages::{Arg, Message, Messages};
pub use page_cache::{CachedPage, PageCache, PageCacheLimits, PageKey, Rendered, Tag};
pub use page_tags::PageTags;
pub use pager::Pager;
pub use problem::{ErrorPage, Failure};
pub use rate::RateLimit;
pub use refusal::{Answer, Error, FieldError, Refusal};
pub use request_info::{PeerAddress, RequestId, RequestInfo};
pub use theme_check::ThemeCheck;
pub use themes::{Page, Themes};
pub use upload::{Upload, UploadedFile};
