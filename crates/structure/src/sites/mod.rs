//! Sites and sub-sites 站点 on one instance (articles 2, 3, 8).

mod console;
mod model;
mod store;

use crate::chapter::{Chapter, Needs};
use crate::rights::Right;

pub use model::{Site, SiteForm, SiteIdentity, SiteRefusal};
pub use store::{add_site, all_sites, all_sites_in, change_site, write_identity};

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
