//! What this node did lately, kept in memory and bounded: how long each route took within the last
//! hour, how many faults there were within the last day. The metrics count since the start; somebody
//! who looks at a screen wants to know of now. Measured with the machine's steady clock.

mod faults;
mod times;

use std::sync::{Arc, LazyLock};
use std::time::Instant;

use parking_lot::{Mutex, RwLock};

pub use faults::{Faults, SeenFault};
pub use times::{RouteSpan, RouteTimes};

/// One process, one node: this is the node's own memory.
static RECENT: LazyLock<Recent> = LazyLock::new(|| Recent {
    begun: Instant::now(),
    routes: RwLock::default(),
    faults: Mutex::default(),
});

struct Recent {
    begun: Instant,
    routes: RwLock<Vec<(&'static str, String, Arc<RouteTimes>)>>,
    faults: Mutex<faults::Counted>,
}

/// Whole minutes since the process began to remember.
fn minute() -> u64 {
    RECENT.begun.elapsed().as_secs() / 60
}

/// The times of a route of a listener.
pub(crate) fn route(listener: &'static str, route: &str) -> Arc<RouteTimes> {
    let mut routes = RECENT.routes.write();
    let known = routes.iter().find(|one| one.0 == listener && one.1 == route);
    if let Some((_, _, times)) = known {
        return times.clone();
    }
    let times = Arc::new(RouteTimes::default());
    routes.push((listener, route.to_owned(), times.clone()));
    times
}

/// Notes a fault that was told with this reference number.
pub(crate) fn note_fault(reference: &str, passing: bool) {
    RECENT.faults.lock().note(minute(), Instant::now(), reference, passing);
}

/// The slowest routes of the last hour, slowest first.
pub fn slowest(most: usize) -> Vec<RouteSpan> {
    let now = minute();
    let routes = RECENT.routes.read();
    let spans =
        routes.iter().filter_map(|(listener, route, times)| times.span(listener, route, now));
    let mut spans: Vec<RouteSpan> = spans.collect();
    spans.sort_by_key(|span| std::cmp::Reverse((span.p95_ms, span.slowest_ms)));
    spans.truncate(most);
    spans
}

/// The faults of the last minutes, hour and day.
pub fn faults() -> Faults {
    RECENT.faults.lock().seen(minute(), Instant::now())
}
