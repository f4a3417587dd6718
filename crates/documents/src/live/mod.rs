//! Reading what is live (articles 12, 16): for public pages, feeds, the search index and the map of the site. No list
//! touches a body.

mod model;
mod search_records;
pub(crate) mod store;

pub use model::{LiveDocument, LiveItem, Neighbour, Neighbours};
pub use search_records::{search_record, search_records};
pub use store::{
    all_live_after, count_in_column, in_column, in_unit, live_document, neighbours, newest_in,
    newest_of_kind, on_site, on_site_after,
};
