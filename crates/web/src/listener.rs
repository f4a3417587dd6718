//! Our own accept loop: HTTP/1.1 and HTTP/2 without TLS, bounded in connections, header size and
//! time, drained on shutdown. The stock server keeps slow connections for ever.

use std::collections::HashMap;
use std::convert::Infallible;
use std::future::Future;
use std::net::{IpAddr, Ipv4Addr, SocketAddr};
use std::num::NonZeroUsize;
use std::pin::Pin;
use std::sync::Arc;
use std::time::Duration;

use axum::body::Body;
use axum::response::{IntoResponse, Response};
use axum::{Router, extract::Request};
use http::{StatusCode, Version};
use hyper::body::Incoming;
use hyper_util::rt::{TokioExecutor, TokioIo};
use hyper_util::server::conn::auto::Builder;
use parking_lot::Mutex;
use platform::{Fault, FaultContext};
use tokio::net::{TcpListener, TcpSocket, TcpStream};
use tokio::runtime::Handle;
use tokio::sync::{OwnedSemaphorePermit, Semaphore};
use tokio_util::sync::CancellationToken;
use tower::Service;

use crate::io_threads::{Inline, IoThreads};
use crate::networks::{Network, household, visitor};
use crate::pace::{Pace, PacedStream, Watchman};
use crate::quick::Quick;
use crate::request_info::{PeerAddress, Scheme};

/// What a listener puts up with.
#[derive(Clone, Debug)]
pub struct ListenerLimits {
    /// Time for the head of a request.
    pub head: Duration,
    /// Time without any movement after which a connection ends: idle, or not reading our answer.
    pub idle: Duration,
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
    fn threads(&self) -> usize {
        match self.threads {
            0 => std::thread::available_parallelism().map_or(2, NonZeroUsize::get),
            count => count,
        }
    }
}

/// A socket that listens.
#[derive(Debug)]
pub struct Listener {
    socket: TcpListener,
    limits: Arc<ListenerLimits>,
}

type Households = Arc<Mutex<HashMap<IpAddr, usize>>>;

/// A connection's places: one in all, one of its household.
struct Place {
    household: Option<(IpAddr, Households)>,
    _permit: OwnedSemaphorePermit,
}

impl Drop for Place {
    fn drop(&mut self) {
        let Some((address, households)) = &self.household else {
            return;
        };
        let mut households = households.lock();
        if let Some(count) = households.get_mut(address) {
            *count -= 1;
            if *count == 0 {
                households.remove(address);
            }
        }
    }
}

impl Listener {
    /// Listens on an address. `[::]:port` takes IPv4 as well; where the machine has no IPv6 it
    /// becomes `0.0.0.0:port`.
    pub async fn bind(address: SocketAddr, limits: ListenerLimits) -> Result<Self, Fault> {
        let socket = match listen(address) {
            Err(_) if address.is_ipv6() && address.ip().is_unspecified() => {
                listen(SocketAddr::new(Ipv4Addr::UNSPECIFIED.into(), address.port()))
            }
            other => other,
        };
        let socket = socket.doing(format!("listen on {address}"))?;
        Ok(Self { socket, limits: Arc::new(limits) })
    }

    /// Where it listens; useful when the port was 0.
    pub fn address(&self) -> Result<SocketAddr, Fault> {
        self.socket.local_addr().doing("ask for our own address")
    }

    /// Serves until `shutdown`; then accepts nothing more, finishes what is under way and returns.
    pub async fn serve(self, router: Router, shutdown: CancellationToken) -> Result<(), Fault> {
        self.serve_with(router, None, shutdown).await
    }

    /// The same; whatever `quick` has an answer for never reaches the router.
    pub async fn serve_with(
        self,
        router: Router,
        quick: Option<Arc<dyn Quick>>,
        shutdown: CancellationToken,
    ) -> Result<(), Fault> {
        let room = Arc::new(Semaphore::new(self.limits.connections));
        let households = Households::default();
        let mut threads = IoThreads::start(self.limits.threads())?;
        let main = Handle::current();
        let builder = Arc::new(builder(&self.limits));
        loop {
            let accepted = tokio::select! {
                biased;
                () = shutdown.cancelled() => break,
                accepted = accept(&self.socket, &room) => accepted,
            };
            let Some((socket, peer, permit)) = accepted else {
                break;
            };
            let Some(place) = self.place(peer, permit, &households) else {
                metrics::counter!("connections_refused_total").increment(1);
                continue;
            };
            // Without TCP_NODELAY small answers wait for the caller's acknowledgement.
            let Ok(socket) = socket.set_nodelay(true).and_then(|()| socket.into_std()) else {
                continue;
            };
            let entrance = Entrance {
                router: router.clone(),
                quick: quick.clone(),
                peer,
                limits: self.limits.clone(),
                pace: Arc::default(),
                main: main.clone(),
            };
            let stop = shutdown.clone();
            threads.spawn(serve_connection(socket, entrance, builder.clone(), place, stop));
        }
        drop(self.socket);
        let tasks = threads.tasks();
        tasks.close();
        if tokio::time::timeout(self.limits.drain, tasks.wait()).await.is_err() {
            tracing::warn!(connections = tasks.len(), "connections were cut off at shutdown");
        }
        Ok(())
    }

    fn place(
        &self,
        peer: IpAddr,
        permit: OwnedSemaphorePermit,
        households: &Households,
    ) -> Option<Place> {
        if self.limits.trusted_proxies.iter().any(|network| network.contains(peer)) {
            return Some(Place { household: None, _permit: permit });
        }
        let address = household(peer);
        let mut counts = households.lock();
        let count = counts.entry(address).or_default();
        if *count >= self.limits.per_household {
            return None;
        }
        *count += 1;
        Some(Place { household: Some((address, households.clone())), _permit: permit })
    }
}

fn listen(address: SocketAddr) -> std::io::Result<TcpListener> {
    let socket = if address.is_ipv4() { TcpSocket::new_v4()? } else { TcpSocket::new_v6()? };
    socket.set_reuseaddr(true)?;
    socket.bind(address)?;
    socket.listen(4096)
}

/// The next connection, when there is room for one. None when the room was closed.
async fn accept(
    socket: &TcpListener,
    room: &Arc<Semaphore>,
) -> Option<(TcpStream, IpAddr, OwnedSemaphorePermit)> {
    let permit = room.clone().acquire_owned().await.ok()?;
    loop {
        match socket.accept().await {
            Ok((stream, address)) => return Some((stream, address.ip().to_canonical(), permit)),
            Err(error) => {
                // Out of file descriptors, or the caller has gone: neither is cured by haste.
                tracing::warn!(error = error.to_string(), "connection not accepted");
                tokio::time::sleep(Duration::from_millis(20)).await;
            }
        }
    }
}

fn builder(limits: &ListenerLimits) -> Builder<TokioExecutor> {
    let mut builder = Builder::new(TokioExecutor::new());
    // Time is kept by the watchman, so hyper gets no timer.
    builder.http1().max_buf_size(limits.head_bytes.max(8 << 10)).pipeline_flush(true);
    builder
        .http2()
        .max_header_list_size(u32::try_from(limits.head_bytes).unwrap_or(u32::MAX))
        .max_concurrent_streams(100)
        .max_local_error_reset_streams(200);
    builder
}

async fn serve_connection(
    socket: std::net::TcpStream,
    entrance: Entrance,
    builder: Arc<Builder<TokioExecutor>>,
    place: Place,
    shutdown: CancellationToken,
) {
    let Ok(socket) = TcpStream::from_std(socket) else {
        return;
    };
    let limits = entrance.limits.clone();
    let mut watchman = Watchman::new(entrance.pace.clone(), limits.head, limits.idle);
    let stream = PacedStream { socket, pace: entrance.pace.clone() };
    let connection = builder.serve_connection(TokioIo::new(stream), entrance);
    let mut connection = std::pin::pin!(connection);
    let tick = watchman.tick;
    let mut next = std::pin::pin!(tokio::time::sleep(tick));
    let mut stopping = false;
    let mut stop = std::pin::pin!(shutdown.cancelled());
    let mut deadline = None;
    loop {
        tokio::select! {
            biased;
            ended = connection.as_mut() => {
                if let Err(error) = ended {
                    tracing::debug!(error = error.to_string(), "connection ended");
                }
                break;
            }
            () = stop.as_mut(), if !stopping => {
                stopping = true;
                deadline = Some(tokio::time::Instant::now() + limits.drain);
                connection.as_mut().graceful_shutdown();
            }
            () = next.as_mut() => {
                let now = tokio::time::Instant::now();
                if watchman.is_over() || deadline.is_some_and(|deadline| now >= deadline) {
                    break;
                }
                next.as_mut().reset(now + tick);
            }
        }
    }
    drop(place);
}

/// Where requests of one connection enter: they learn who asks.
struct Entrance {
    router: Router,
    quick: Option<Arc<dyn Quick>>,
    peer: IpAddr,
    limits: Arc<ListenerLimits>,
    pace: Arc<Pace>,
    main: Handle,
}

impl hyper::service::Service<http::Request<Incoming>> for Entrance {
    type Response = Response;
    type Error = Infallible;
    type Future = Pin<Box<dyn Future<Output = Result<Response, Infallible>> + Send>>;

    fn call(&self, request: http::Request<Incoming>) -> Self::Future {
        let work = self.pace.request(request.version() == Version::HTTP_2);
        let (peer, https) = visitor(self.peer, request.headers(), &self.limits.trusted_proxies);
        let ready = self.quick.as_ref().and_then(|quick| {
            quick.answer(request.method(), request.uri(), request.headers(), https)
        });
        if let Some(answer) = ready {
            return Box::pin(std::future::ready(Ok(answer)));
        }
        let mut request: Request = request.map(Body::new);
        let extensions = request.extensions_mut();
        extensions.insert(PeerAddress(peer));
        if https {
            extensions.insert(Scheme::Https);
        }
        let answer = Inline::new(self.router.clone().call(request), self.main.clone());
        Box::pin(async move {
            let answer = answer.await;
            drop(work);
            Ok(match answer {
                Some(Ok(answer)) => answer,
                None => StatusCode::INTERNAL_SERVER_ERROR.into_response(),
            })
        })
    }
}

#[cfg(test)]
mod tests;
