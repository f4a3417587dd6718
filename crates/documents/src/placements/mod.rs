//! Placements: the columns that list a document, their pins and order (articles 4, 12).

pub(crate) mod console;
mod model;
mod moves;
pub(crate) mod store;

pub use model::{Placement, PlacementRefusal};
pub use moves::{move_home, place, take_in, unplace};
pub(crate) use store::of_documents;
pub use store::{newest_by_column, of_document, order, pin, unpin, unpin_due};
