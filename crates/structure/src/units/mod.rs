//! Units 单位: the district's departments and subdistricts, which guarantee content (articles 5, 6).

mod model;
mod store;

pub use model::{Unit, UnitForm, UnitKind, UnitRefusal};
pub use store::{add_unit, all_units, change_unit};
