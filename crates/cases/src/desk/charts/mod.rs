//! Articles 28, 38: `/cases/charts`, what people write about by theme and month, by unit, and by the
//! subdistrict that a letter names: bars drawn here, a table beside them, and the same as a file.

mod counting;
mod page;
mod store;

pub(super) use page::{file, show};
