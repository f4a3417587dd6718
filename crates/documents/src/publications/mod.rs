//! Publications 发布: the act of an approved revision, at once or at its time (articles 6, 19).

pub(crate) mod console;
mod expiry;
mod founding;
mod go_live;
pub(crate) mod links;
mod model;
pub(crate) mod receipt;
mod schedule;
mod store;

pub use expiry::{expire_due, lapse_due};
pub use founding::take_over;
pub(crate) use go_live::{GoLive, go_live, take_down};
pub use links::{Ties, explained_by, explains, replaced_by, replaces, ties};
pub use model::{EndReason, Publication, PublishRefusal};
pub(crate) use schedule::{publish_approved, schedule_approved};
pub use schedule::{publish_due, publish_now, reschedule, set_expiry, unschedule};
pub(crate) use store::newest as newest_in_tx;
pub use store::of_document;
