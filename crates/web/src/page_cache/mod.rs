//! The page cache: always fresh, always cached. A page is rendered once, kept compressed with the
//! tags it depends on, and dropped by tag when the journal says so. Nothing expires by time.

mod aside;
mod flight;
mod freshness;
mod page;
#[cfg(test)]
mod proofs;
mod shelf;
#[cfg(test)]
mod tests;

use std::future::Future;
use std::panic::AssertUnwindSafe;
use std::sync::Arc;

use futures::FutureExt;
use parking_lot::Mutex;
use platform::Clock;
use serde::Serialize;
use tracing::Instrument;

use crate::headers::SecurityHeaders;
use crate::refusal::Error;
use flight::{Flights, Landed, Seat, Ticket};
pub use page::{CachedPage, PageKey, Rendered, Tag};
use shelf::{Counters, Shelf};

/// How much memory the cache may take, and in which forms it keeps pages.
#[derive(Clone, Copy, Debug)]
pub struct PageCacheLimits {
    /// Bytes of pages being served.
    pub pages: usize,
    /// Bytes of dropped pages kept for the time the database is away.
    pub aside: usize,
    /// Whether pages are compressed once when they are kept; needless where nobody downloads them.
    pub compress: bool,
}

impl Default for PageCacheLimits {
    fn default() -> Self {
        Self { pages: 256 << 20, aside: 64 << 20, compress: true }
    }
}

/// What a drop by tag removed.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Dropped {
    /// The addresses of the pages, each once.
    pub urls: Vec<String>,
    /// How many pages (an address may have variants).
    pub count: usize,
}

/// Figures for the operations screen.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize)]
pub struct PageCacheStats {
    /// Pages being served.
    pub pages: usize,
    /// Their bytes.
    pub bytes: usize,
    /// Dropped pages kept aside.
    pub aside_pages: usize,
    /// Their bytes.
    pub aside_bytes: usize,
    /// Answers from the cache.
    pub hits: u64,
    /// Questions that the cache could not answer at once.
    pub misses: u64,
    /// Pages rendered.
    pub renders: u64,
    /// Questions answered by waiting for somebody else's render.
    pub joined: u64,
    /// Answers with an old page because the renderer was away.
    pub stale: u64,
    /// Pages removed by tag.
    pub dropped: u64,
    /// Pages removed for want of room.
    pub evicted: u64,
    /// Renders that were overtaken by a drop and not kept.
    pub overtaken: u64,
}

/// The cache. Cloning shares it.
#[derive(Clone)]
pub struct PageCache {
    inner: Arc<Inner>,
}

struct Inner {
    shelf: Shelf,
    flights: Mutex<Flights>,
    clock: Clock,
    /// Put into every page when it is kept, so that the edge need not do it for every answer.
    headers: Option<SecurityHeaders>,
    compress: bool,
}

/// How often a waiter follows renders that were overtaken before it renders alone.
const PATIENCE: usize = 3;

impl PageCache {
    /// An empty cache.
    pub fn new(limits: PageCacheLimits, clock: Clock) -> Self {
        Self::build(limits, clock, None)
    }

    /// An empty cache whose pages carry the security headers of their listener from the start: the
    /// quickest way.
    pub fn with_headers(limits: PageCacheLimits, clock: Clock, headers: SecurityHeaders) -> Self {
        Self::build(limits, clock, Some(headers))
    }

    fn build(limits: PageCacheLimits, clock: Clock, headers: Option<SecurityHeaders>) -> Self {
        let (shelf, flights) = (Shelf::new(limits), Mutex::default());
        let compress = limits.compress;
        Self { inner: Arc::new(Inner { shelf, flights, clock, headers, compress }) }
    }

    /// The page, if it is there. Takes one short read lock and never waits for a render.
    pub fn get(&self, key: &PageKey) -> Option<CachedPage> {
        self.inner.shelf.hit(key)
    }

    /// The page; rendered when it is not there. However many ask at once, one renders.
    ///
    /// The render runs as a task of its own: it goes on when the first asker hangs up. An answer is
    /// never older than the last drop that came before the question.
    pub async fn get_or_render<F, R>(&self, key: PageKey, render: F) -> Result<CachedPage, Error>
    where
        F: FnOnce() -> R + Send + 'static,
        R: Future<Output = Result<Rendered, Error>> + Send + 'static,
    {
        if let Some(page) = self.inner.shelf.hit(&key) {
            return Ok(page);
        }
        Counters::add(&self.inner.shelf.counters.misses);
        for _ in 0..PATIENCE {
            let asked = self.inner.shelf.epoch();
            let seat = {
                let mut flights = self.inner.flights.lock();
                // Somebody may have landed between our look at the shelf and this lock.
                if let Some(page) = self.inner.shelf.hit(&key) {
                    return Ok(page);
                }
                flights.seat(&key)
            };
            let flight = match seat {
                Seat::Pilot(flight, ticket) => {
                    let task = self.inner.clone().fly(ticket, key, render);
                    tokio::spawn(task.in_current_span());
                    return flight.landing().await.map(|landed| landed.page);
                }
                Seat::Passenger(flight) => flight,
            };
            Counters::add(&self.inner.shelf.counters.joined);
            match flight.landing().await? {
                // Overtaken by a drop that we came after: what it saw may be too old for us.
                Landed { overtaken: true, began, .. } if asked > began => {}
                // Perhaps made for one person only.
                Landed { shared: false, .. } => break,
                Landed { page, .. } => return Ok(page),
            }
        }
        self.inner.render(key, render).await.map(|landed| landed.page)
    }

    /// A page that is made for one question alone: compressed, with its ETag, and not kept.
    pub async fn seal(&self, rendered: Rendered) -> Result<CachedPage, platform::Fault> {
        self.inner.seal(rendered).await
    }

    /// Removes exactly the pages that carry one of the tags. They are kept aside for the time the
    /// database is away.
    pub fn drop_tags(&self, tags: &[Tag]) -> Dropped {
        self.inner.shelf.drop_tags(tags, shelf::Keep::Aside)
    }

    /// Removes the pages that carry one of the tags, aside too: a withdrawn document must not come
    /// back when the database goes away.
    pub fn forget_tags(&self, tags: &[Tag]) -> Dropped {
        self.inner.shelf.drop_tags(tags, shelf::Keep::Nothing)
    }

    /// Removes every page; they are kept aside.
    pub fn drop_all(&self) -> Dropped {
        self.inner.shelf.drop_all()
    }

    /// The page as it was before it was dropped, marked with its age: for the time the database is away,
    /// when not even a page's record can be looked up.
    pub fn last_known(&self, key: &PageKey) -> Option<CachedPage> {
        self.inner.shelf.old_page(key, self.inner.clock.now())
    }

    /// The figures of this moment.
    pub fn stats(&self) -> PageCacheStats {
        self.inner.shelf.stats()
    }

    /// Gives the figures to the metrics recorder; called before each reading of the metrics.
    #[expect(clippy::cast_precision_loss, reason = "gauges are floating point")]
    pub fn record_metrics(&self) {
        let stats = self.stats();
        metrics::gauge!("page_cache_pages").set(stats.pages as f64);
        metrics::gauge!("page_cache_bytes").set(stats.bytes as f64);
        metrics::gauge!("page_cache_aside_bytes").set(stats.aside_bytes as f64);
        metrics::counter!("page_cache_hits_total").absolute(stats.hits);
        metrics::counter!("page_cache_misses_total").absolute(stats.misses);
        metrics::counter!("page_cache_renders_total").absolute(stats.renders);
        metrics::counter!("page_cache_stale_total").absolute(stats.stale);
        metrics::counter!("page_cache_dropped_total").absolute(stats.dropped);
        metrics::counter!("page_cache_evicted_total").absolute(stats.evicted);
    }
}

impl Inner {
    async fn seal(&self, rendered: Rendered) -> Result<CachedPage, platform::Fault> {
        page::seal(rendered, self.clock.now(), (self.headers.as_ref(), self.compress)).await
    }

    /// Renders as the one whom others wait for.
    async fn fly<F, R>(self: Arc<Self>, ticket: Ticket, key: PageKey, render: F)
    where
        F: FnOnce() -> R + Send + 'static,
        R: Future<Output = Result<Rendered, Error>> + Send + 'static,
    {
        let leaving = flight::Leaving::new(&self.flights, &ticket);
        let landed = self.render(key, render).await;
        // Off the board before the waiters wake, so that none of them joins a flight that is over.
        drop(leaving);
        ticket.land(landed);
    }

    /// Renders a page, compresses it and puts it on the shelf if it is still fresh.
    async fn render<F, R>(&self, key: PageKey, render: F) -> Result<Landed, Error>
    where
        F: FnOnce() -> R + Send + 'static,
        R: Future<Output = Result<Rendered, Error>> + Send + 'static,
    {
        let running = self.shelf.begin();
        let began = running.began;
        Counters::add(&self.shelf.counters.renders);
        // A panic in a template or a handler is only a fault, and those who wait hear of it.
        let rendered = AssertUnwindSafe(async move { render().await }).catch_unwind().await;
        let rendered = match rendered {
            Ok(Ok(rendered)) => rendered,
            Ok(Err(Error::Fault(fault))) if fault.passing => {
                let Some(page) = self.shelf.old_page(&key, self.clock.now()) else {
                    return Err(fault.into());
                };
                tracing::warn!(
                    page = key.to_string(),
                    fault = fault.chain(),
                    "an old page was served"
                );
                return Ok(Landed { page, began, shared: true, overtaken: false });
            }
            Ok(Err(error)) => {
                // What is refused now must not come back when the database goes away.
                if matches!(error, Error::Refusal(_)) {
                    self.shelf.forget_old(&key);
                }
                return Err(error);
            }
            Err(panic) => return Err(crate::panics::fault(&*panic, "render a page").into()),
        };
        let shared = rendered.cacheable;
        let page = self.seal(rendered).await?;
        let kept = shared && self.shelf.put(key, page.clone(), &running);
        Ok(Landed { page, began, shared, overtaken: shared && !kept })
    }
}

impl std::fmt::Debug for PageCache {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_tuple("PageCache").field(&self.stats()).finish()
    }
}
