//! One line and one measurement per request: matched route, never the query, no personal data.

use std::collections::HashMap;
use std::sync::Arc;
use std::time::Duration;

use http::{Method, StatusCode};
use metrics::{Counter, Histogram};
use parking_lot::RwLock;

use crate::recent::{self, RouteTimes};

/// The route that stands for every answer from memory.
pub const CACHED: &str = "cached";
/// Routes that nobody waits for: answers from memory, which are never slow, and what watchers ask.
const WITHOUT_READERS: [&str; 4] = [CACHED, "/healthz", "/readyz", "/metrics"];

/// What is known of a request when it is answered.
#[derive(Clone, Copy, Debug)]
pub struct Answered<'a> {
    /// The method.
    pub method: &'a Method,
    /// The pattern of the route, `/letters/{receipt}`; `-` when none matched.
    pub route: &'a str,
    /// The status.
    pub status: StatusCode,
    /// The kind of refusal, when it was one.
    pub kind: Option<&'a str>,
    /// From head to head.
    pub time: Duration,
    /// Bytes of the body, when known.
    pub bytes: Option<u64>,
    /// The request's number.
    pub id: &'a str,
}

/// The meters of one route.
#[derive(Debug)]
struct Meters {
    /// By hundreds of the status.
    requests: [Counter; 5],
    seconds: Histogram,
    /// None for what nobody waits for.
    lately: Option<Arc<RouteTimes>>,
}

/// The log of one listener. The handles of the meters are kept, because finding them is slow.
#[derive(Debug)]
pub struct AccessLog {
    listener: &'static str,
    meters: RwLock<HashMap<String, Arc<Meters>>>,
}

impl AccessLog {
    /// The log of a listener (`public`, `console`).
    pub fn new(listener: &'static str) -> Self {
        Self { listener, meters: RwLock::default() }
    }

    /// Writes down an answered request.
    pub fn write(&self, answered: &Answered<'_>) {
        let meters = self.meters(answered.route);
        let hundreds = usize::from(answered.status.as_u16() / 100).saturating_sub(1);
        if let Some(counter) = meters.requests.get(hundreds) {
            counter.increment(1);
        }
        meters.seconds.record(answered.time.as_secs_f64());
        if let Some(lately) = &meters.lately {
            lately.note(answered.time);
        }
        tracing::info!(
            target: "access",
            listener = self.listener,
            method = answered.method.as_str(),
            route = answered.route,
            status = answered.status.as_u16(),
            kind = answered.kind,
            ms = answered.time.as_secs_f64() * 1000.0,
            bytes = answered.bytes,
            id = answered.id,
        );
    }

    fn meters(&self, route: &str) -> Arc<Meters> {
        if let Some(meters) = self.meters.read().get(route) {
            return meters.clone();
        }
        let label = route.to_owned();
        let requests = ["1xx", "2xx", "3xx", "4xx", "5xx"].map(|status| {
            metrics::counter!("http_requests_total",
                "listener" => self.listener, "route" => label.clone(), "status" => status)
        });
        let seconds = metrics::histogram!("http_request_seconds",
            "listener" => self.listener, "route" => label.clone());
        let lately = !WITHOUT_READERS.contains(&route);
        let lately = lately.then(|| recent::route(self.listener, route));
        let meters = Arc::new(Meters { requests, seconds, lately });
        self.meters.write().insert(label, meters.clone());
        meters
    }
}
