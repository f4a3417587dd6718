//! Slow connections: a stream that counts its movements, and the rules that end one that stalls.
//!
//! No timer and no clock is touched per request: a tick every few seconds compares counters.

use std::io;
use std::pin::Pin;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, AtomicU32, AtomicU64, Ordering};
use std::task::{Context, Poll};
use std::time::Duration;

use tokio::io::{AsyncRead, AsyncWrite, ReadBuf};
use tokio::net::TcpStream;

use crate::listener::ListenerLimits;

/// The counters of one connection.
#[derive(Debug, Default)]
pub(crate) struct Pace {
    /// Reads and writes that moved bytes.
    moved: AtomicU64,
    /// Requests whose head has arrived.
    requests: AtomicU64,
    /// Requests that handlers are working on.
    in_flight: AtomicU32,
    /// Bytes of a head have come, but not all of it.
    mid_head: AtomicBool,
    /// HTTP/2: frames come at any time and are no head.
    multiplexed: AtomicBool,
}

/// A request that a handler is working on.
#[derive(Debug)]
pub(crate) struct InFlight(Arc<Pace>);

impl Pace {
    /// A request's head has arrived.
    pub fn request(self: &Arc<Self>, multiplexed: bool) -> InFlight {
        self.requests.fetch_add(1, Ordering::Relaxed);
        self.in_flight.fetch_add(1, Ordering::Relaxed);
        self.mid_head.store(false, Ordering::Relaxed);
        if multiplexed {
            self.multiplexed.store(true, Ordering::Relaxed);
        }
        InFlight(self.clone())
    }

    /// Whether any request has come.
    pub fn has_asked(&self) -> bool {
        self.requests.load(Ordering::Relaxed) > 0
    }

    fn read(&self) {
        self.moved.fetch_add(1, Ordering::Relaxed);
        if self.in_flight.load(Ordering::Relaxed) == 0 {
            self.mid_head.store(true, Ordering::Relaxed);
        }
    }
}

impl Drop for InFlight {
    fn drop(&mut self) {
        self.0.in_flight.fetch_sub(1, Ordering::Relaxed);
    }
}

/// Looks at a connection's counters from tick to tick.
#[derive(Debug)]
pub(crate) struct Watchman {
    pace: Arc<Pace>,
    /// Time between ticks.
    pub tick: Duration,
    /// Ticks without any movement after which an idle connection ends.
    idle_ticks: u32,
    /// Ticks without a new request after which any connection ends.
    total_ticks: u32,
    aged: u32,
    quiet: u32,
    heading: u32,
    moved: u64,
    requests: u64,
}

/// Ticks within the time for a head; the time is exceeded by at most one tick.
const HEAD_TICKS: u32 = 4;

impl Watchman {
    /// A watchman with the times that a listener grants.
    pub fn new(pace: Arc<Pace>, limits: &ListenerLimits) -> Self {
        let tick = (limits.head / HEAD_TICKS).max(Duration::from_millis(1));
        let ticks = |time: Duration| {
            u32::try_from(time.as_millis().div_ceil(tick.as_millis())).unwrap_or(u32::MAX)
        };
        Self {
            pace,
            tick,
            idle_ticks: ticks(limits.idle),
            total_ticks: ticks(limits.total),
            aged: 0,
            quiet: 0,
            heading: 0,
            moved: 0,
            requests: 0,
        }
    }

    /// The connection has used up some of the time for its first head, for a handshake.
    pub fn has_waited(&mut self, spent: Duration) {
        let ticks = spent.as_millis() / self.tick.as_millis().max(1);
        self.heading = u32::try_from(ticks).unwrap_or(u32::MAX).min(HEAD_TICKS);
    }

    /// One tick has passed; says whether the connection is to be ended.
    pub fn is_over(&mut self) -> bool {
        let requests = self.pace.requests.load(Ordering::Relaxed);
        let moved = self.pace.moved.load(Ordering::Relaxed);
        let busy = self.pace.in_flight.load(Ordering::Relaxed) > 0;
        // A new connection owes us a head even if it has sent nothing.
        let mid_head = requests == 0
            || (self.pace.mid_head.load(Ordering::Relaxed)
                && !self.pace.multiplexed.load(Ordering::Relaxed));
        let same_head = mid_head && requests == self.requests;
        self.heading = if same_head { self.heading + 1 } else { 0 };
        self.aged = if requests == self.requests { self.aged.saturating_add(1) } else { 0 };
        self.quiet = if busy || moved != self.moved { 0 } else { self.quiet + 1 };
        (self.requests, self.moved) = (requests, moved);
        self.heading > HEAD_TICKS || self.quiet >= self.idle_ticks || self.aged >= self.total_ticks
    }
}

/// A socket that counts its movements.
#[derive(Debug)]
pub(crate) struct PacedStream {
    pub socket: TcpStream,
    pub pace: Arc<Pace>,
}

impl AsyncRead for PacedStream {
    fn poll_read(
        mut self: Pin<&mut Self>,
        context: &mut Context<'_>,
        buffer: &mut ReadBuf<'_>,
    ) -> Poll<io::Result<()>> {
        let before = buffer.filled().len();
        let polled = Pin::new(&mut self.socket).poll_read(context, buffer);
        if polled.is_ready() && buffer.filled().len() > before {
            self.pace.read();
        }
        polled
    }
}

impl PacedStream {
    fn wrote(&self, polled: Poll<io::Result<usize>>) -> Poll<io::Result<usize>> {
        if matches!(polled, Poll::Ready(Ok(count)) if count > 0) {
            self.pace.moved.fetch_add(1, Ordering::Relaxed);
        }
        polled
    }
}

impl AsyncWrite for PacedStream {
    fn poll_write(
        mut self: Pin<&mut Self>,
        context: &mut Context<'_>,
        bytes: &[u8],
    ) -> Poll<io::Result<usize>> {
        let polled = Pin::new(&mut self.socket).poll_write(context, bytes);
        self.wrote(polled)
    }

    fn poll_write_vectored(
        mut self: Pin<&mut Self>,
        context: &mut Context<'_>,
        slices: &[io::IoSlice<'_>],
    ) -> Poll<io::Result<usize>> {
        let polled = Pin::new(&mut self.socket).poll_write_vectored(context, slices);
        self.wrote(polled)
    }

    fn is_write_vectored(&self) -> bool {
        self.socket.is_write_vectored()
    }

    fn poll_flush(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<io::Result<()>> {
        Pin::new(&mut self.socket).poll_flush(context)
    }

    fn poll_shutdown(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<io::Result<()>> {
        Pin::new(&mut self.socket).poll_shutdown(context)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn watchman() -> (Arc<Pace>, Watchman) {
        let pace = Arc::new(Pace::default());
        let limits = ListenerLimits {
            head: Duration::from_secs(8),
            idle: Duration::from_mins(1),
            total: Duration::from_mins(10),
            ..ListenerLimits::default()
        };
        let man = Watchman::new(pace.clone(), &limits);
        assert_eq!(man.tick, Duration::from_secs(2));
        (pace, man)
    }

    /// Ticks until the connection is ended, at most a hundred.
    fn ticks(man: &mut Watchman, mut between: impl FnMut()) -> usize {
        (1..100)
            .find(|_| {
                between();
                man.is_over()
            })
            .unwrap_or(100)
    }

    #[test]
    fn who_sends_nothing_or_a_trickle_is_ended() {
        let (_, mut man) = watchman();
        assert_eq!(ticks(&mut man, || {}), 5);
        let (pace, mut man) = watchman();
        assert_eq!(ticks(&mut man, || pace.read()), 5);
    }

    #[test]
    fn a_handshake_takes_from_the_time_for_the_first_head() {
        let (_, mut man) = watchman();
        man.has_waited(man.tick * 3);
        assert_eq!(ticks(&mut man, || {}), 2);
        let (_, mut man) = watchman();
        man.has_waited(man.tick * 30);
        assert_eq!(ticks(&mut man, || {}), 1);
    }

    #[test]
    fn between_requests_the_idle_time_counts() {
        let (pace, mut man) = watchman();
        drop(pace.request(false));
        assert_eq!(ticks(&mut man, || {}), 30);
    }

    #[test]
    fn a_second_head_must_come_in_time_too() {
        let (pace, mut man) = watchman();
        drop(pace.request(false));
        assert!(!man.is_over());
        assert_eq!(ticks(&mut man, || pace.read()), 5);
    }

    #[test]
    fn work_and_busy_connections_are_left_alone() {
        let (pace, mut man) = watchman();
        let work = pace.request(false);
        assert_eq!(ticks(&mut man, || {}), 100);
        drop(work);
        // A long download that moves.
        let moves = || {
            pace.moved.fetch_add(1, Ordering::Relaxed);
        };
        assert_eq!(ticks(&mut man, moves), 100);
        // One request after the other.
        assert_eq!(
            ticks(&mut man, || {
                pace.read();
                drop(pace.request(false));
            }),
            100
        );
    }

    #[test]
    fn nobody_reads_one_answer_for_ever() {
        let (pace, mut man) = watchman();
        drop(pace.request(false));
        let mut ticks = 0;
        while !man.is_over() {
            pace.moved.fetch_add(1, Ordering::Relaxed);
            ticks += 1;
        }
        // The first tick still sees a new request; ten minutes are 300 of them.
        assert_eq!(ticks, 300);
    }

    #[test]
    fn frames_are_no_head() {
        let (pace, mut man) = watchman();
        drop(pace.request(true));
        assert_eq!(ticks(&mut man, || pace.read()), 100);
    }
}
