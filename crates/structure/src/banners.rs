//! What stands above every page: emergency banners. Their noun lies on a higher floor, which brings
//! this register; the follower of pages reads it anew before it drops the pages that show it.

use std::sync::Arc;

use futures::future::BoxFuture;
use parking_lot::RwLock;
use platform::Fault;
use web::Tag;

use crate::app::App;
use crate::ids::SiteId;

/// A banner as pages show it.
#[derive(Clone, Debug)]
pub struct Banner {
    /// `red`, `orange`, `yellow` or `blue`.
    pub level: &'static str,
    /// The site; absent: all of them.
    pub site: Option<SiteId>,
    /// The part of the site, `/ggfw`; empty: all of it.
    pub path: String,
    /// What visitors read.
    pub text: String,
    /// Where they read more; may be empty.
    pub link: String,
}

impl Banner {
    /// Whether it stands above a page; `path` is from the site's root, without a slash before it.
    pub fn covers(&self, site: SiteId, path: &str) -> bool {
        let part = self.path.trim_start_matches('/');
        let below =
            path.strip_prefix(part).is_some_and(|rest| rest.is_empty() || rest.starts_with('/'));
        self.site.is_none_or(|one| one == site) && (part.is_empty() || below)
    }
}

/// Reads the banners that are up, the gravest first.
pub type ReadBanners = fn(App) -> BoxFuture<'static, Result<Vec<Banner>, Fault>>;

/// The banners that are up, as this node knows them.
pub struct Banners {
    read: ReadBanners,
    up: RwLock<Arc<Vec<Banner>>>,
}

impl Banners {
    /// The register with how it is read.
    pub fn new(read: ReadBanners) -> Self {
        Self { read, up: RwLock::default() }
    }

    /// Reads them anew.
    pub async fn reload(app: &App) -> Result<(), Fault> {
        if let Ok(banners) = app.registers.get::<Self>() {
            let up = (banners.read)(app.clone()).await?;
            *banners.up.write() = Arc::new(up);
        }
        Ok(())
    }

    /// Those above a page.
    pub(crate) fn above(app: &App, site: SiteId, path: &str) -> Vec<Banner> {
        let Ok(banners) = app.registers.get::<Self>() else { return Vec::new() };
        let up = banners.up.read().clone();
        up.iter().filter(|banner| banner.covers(site, path)).cloned().collect()
    }
}

/// Every page of a site shows what stands above it.
pub fn banner_tag(site: SiteId) -> Tag {
    Tag::of("banners", site)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_banner_covers_a_part_of_a_site_and_nothing_beside_it() {
        let mut banner = Banner {
            level: "red",
            site: Some(SiteId(1)),
            path: "/ggfw".to_owned(),
            text: String::new(),
            link: String::new(),
        };
        assert!(banner.covers(SiteId(1), "ggfw") && banner.covers(SiteId(1), "ggfw/jypx"));
        assert!(!banner.covers(SiteId(1), "ggfwx") && !banner.covers(SiteId(1), ""));
        assert!(!banner.covers(SiteId(2), "ggfw"));
        (banner.site, banner.path) = (None, String::new());
        assert!(banner.covers(SiteId(2), ""));
    }
}
