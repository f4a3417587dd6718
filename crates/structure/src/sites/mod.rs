//! Sites and sub-sites 站点 on one instance (articles 2, 3, 8).

mod model;
mod store;

pub use model::{Site, SiteForm, SiteRefusal};
pub use store::{add_site, all_sites, change_site};
