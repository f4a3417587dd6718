//! Who has how many connections: a place in all, and one among those of the same household.

use std::collections::HashMap;
use std::net::IpAddr;
use std::sync::Arc;

use parking_lot::Mutex;
use tokio::sync::OwnedSemaphorePermit;

use super::ListenerLimits;
use crate::networks::household;

/// How many connections each household has.
#[derive(Clone, Debug, Default)]
pub(super) struct Households(Arc<Mutex<HashMap<IpAddr, usize>>>);

/// A connection's places: one in all, one of its household.
pub(super) struct Place {
    household: Option<(IpAddr, Households)>,
    _permit: OwnedSemaphorePermit,
}

impl Households {
    /// A place for a connection; none when its household has enough. Trusted proxies speak for many
    /// and are not counted.
    pub fn place(
        &self,
        peer: IpAddr,
        permit: OwnedSemaphorePermit,
        limits: &ListenerLimits,
    ) -> Option<Place> {
        if limits.trusted_proxies.iter().any(|network| network.contains(peer)) {
            return Some(Place { household: None, _permit: permit });
        }
        let address = household(peer);
        let mut counts = self.0.lock();
        let count = counts.entry(address).or_default();
        if *count >= limits.per_household {
            return None;
        }
        *count += 1;
        Some(Place { household: Some((address, self.clone())), _permit: permit })
    }
}

impl Drop for Place {
    fn drop(&mut self) {
        let Some((address, households)) = &self.household else {
            return;
        };
        let mut counts = households.0.lock();
        if let Some(count) = counts.get_mut(address) {
            *count -= 1;
            if *count == 0 {
                counts.remove(address);
            }
        }
    }
}
