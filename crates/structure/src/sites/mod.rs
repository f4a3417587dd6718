//! Sites and sub-sites 站点 on one instance (articles 2, 3, 8).

mod console;
mod model;
mod store;

use crate::chapter::{Chapter, Needs};
use crate::rights::Right;

pub use model::{Site, SiteForm, SiteRefusal};
pub use store::{add_site, all_sites, change_site};

/// The register's rooms.
pub fn chapter() -> Chapter {
    let manage = Needs::Right(Right::ManageSites);
    Chapter::new()
        .get("/sites", manage, console::index)
        .post("/sites", manage, console::create)
        .get("/sites/new", manage, console::new)
        .get("/sites/{code}", manage, console::edit)
        .post("/sites/{code}", manage, console::update)
        .menu("menu-portal", "site-register", "/sites", &[Right::ManageSites])
}
