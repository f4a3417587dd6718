//! Where links lead, remembered: every page has the same frame, and its links are followed once.

use std::collections::{BTreeSet, HashMap};

use parking_lot::RwLock;

use super::address::Address;

/// Links of one host that are remembered. The frame's come first; the rest is on few pages each.
const MOST: usize = 20_000;

type Known = HashMap<String, Option<Address>>;

/// Follows links on mirrored hosts.
pub(super) struct Following {
    hosts: Vec<String>,
    known: RwLock<HashMap<String, Known>>,
}

impl Following {
    /// Nothing is known yet.
    pub fn new(hosts: Vec<String>) -> Self {
        Self { hosts, known: RwLock::default() }
    }

    /// Where the links of a page lead that lead to a mirrored host.
    pub fn all(&self, page: &Address, links: &BTreeSet<String>) -> BTreeSet<Address> {
        links.iter().filter_map(|href| self.one(page, href)).collect()
    }

    fn one(&self, page: &Address, href: &str) -> Option<Address> {
        // What begins otherwise leads elsewhere from each page.
        if !href.starts_with('/') {
            return page.follow(href, &self.hosts);
        }
        if let Some(known) = self.known.read().get(&page.host).and_then(|of| of.get(href)) {
            return known.clone();
        }
        let to = page.follow(href, &self.hosts);
        let mut known = self.known.write();
        let of_host = known.entry(page.host.clone()).or_default();
        if of_host.len() < MOST {
            of_host.insert(href.to_owned(), to.clone());
        }
        to
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_remembered_is_what_following_would_give() {
        let hosts = vec!["a.cn".to_owned(), "b.cn".to_owned()];
        let following = Following::new(hosts.clone());
        let links = ["/x", "/x?page=2", "y", "?page=3", "//b.cn/z", "https://b.cn/z", "/search"];
        let links: BTreeSet<String> = links.map(str::to_owned).into();
        for page in
            [Address::new("a.cn", "/m/n"), Address::new("b.cn", "/"), Address::new("a.cn", "/")]
        {
            let plain: BTreeSet<Address> =
                links.iter().filter_map(|href| page.follow(href, &hosts)).collect();
            assert_eq!(following.all(&page, &links), plain);
            assert_eq!(following.all(&page, &links), plain);
        }
    }
}
