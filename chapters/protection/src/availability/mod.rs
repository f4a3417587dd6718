//! Availability 可用性 (article 38; the national indicators' 站点无法访问): the portal opens its own
//! pages as a visitor would, over the network, and keeps how long that took. A page that hasn't opened
//! within 15 s is a failure; a site with 5 % of failures has failed.

mod asking;
mod model;
mod store;

pub use asking::round;
pub use model::{Share, SiteShares};
pub use store::{forget_before, is_due, site_shares};
