//! Units 单位: the district's departments and subdistricts, which guarantee content (articles 5, 6).

mod console;
mod model;
mod store;

use crate::chapter::{Chapter, Needs};
use crate::rights::Right;

pub use model::{Unit, UnitForm, UnitKind, UnitRefusal};
pub use store::{add_unit, all_units, change_unit};

/// The register's rooms.
pub fn chapter() -> Chapter {
    let manage = Needs::Right(Right::ManageUnits);
    Chapter::new()
        .get("/units", manage, console::index)
        .post("/units", manage, console::create)
        .get("/units/new", manage, console::new)
        .get("/units/{code}", manage, console::edit)
        .post("/units/{code}", manage, console::update)
        .menu("menu-system", "unit-register", "/units", &[Right::ManageUnits])
}
