//! What a listener puts up with.

use std::num::NonZeroUsize;
use std::time::Duration;

use crate::networks::Network;

/// What a listener puts up with.
#[derive(Clone, Debug)]
pub struct ListenerLimits {
    /// Time for the head of a request; on a new connection the TLS handshake is within it.
    pub head: Duration,
    /// Time without any movement after which a connection ends: idle, or not reading our answer.
    pub idle: Duration,
    /// Time in which a connection must bring a new request, however busily it reads or writes: so long
    /// may the largest file take.
    pub total: Duration,
    /// Connections at once; more wait in the kernel's queue.
    pub connections: usize,
    /// Connections at once from one household (IPv4 address or IPv6 /64). Mobile networks put
    /// thousands of people behind one address. Trusted proxies are not counted.
    pub per_household: usize,
    /// Bytes of a request's head.
    pub head_bytes: usize,
    /// Time for answers under way when the program stops.
    pub drain: Duration,
    /// Threads that move bytes; 0 for one per core.
    pub threads: usize,
    /// Proxies whose `X-Forwarded-For` and `X-Forwarded-Proto` are believed.
    pub trusted_proxies: Vec<Network>,
}

impl Default for ListenerLimits {
    fn default() -> Self {
        Self {
            head: Duration::from_secs(10),
            idle: Duration::from_mins(1),
            total: Duration::from_hours(1),
            connections: 10_000,
            per_household: 1000,
            head_bytes: 32 << 10,
            drain: Duration::from_secs(20),
            threads: 0,
            trusted_proxies: Vec::new(),
        }
    }
}

impl ListenerLimits {
    pub(super) fn threads(&self) -> usize {
        match self.threads {
            0 => std::thread::available_parallelism().map_or(2, NonZeroUsize::get),
            count => count,
        }
    }
}
