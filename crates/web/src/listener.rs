//! Our own accept loop: HTTP/1.1 and HTTP/2, plain or over TLS, bounded in connections, header size
//! and time, drained on shutdown. The stock server keeps slow connections for ever.

mod connection;
mod limits;
mod opening;
mod places;

use std::net::{IpAddr, Ipv4Addr, SocketAddr, TcpStream as StdStream};
use std::sync::Arc;
use std::time::Duration;

use axum::Router;
use hyper_util::rt::TokioExecutor;
use hyper_util::server::conn::auto::Builder;
use platform::{Fault, FaultContext};
use tokio::net::{TcpListener, TcpSocket, TcpStream};
use tokio::runtime::Handle;
use tokio::sync::{OwnedSemaphorePermit, Semaphore};
use tokio_util::sync::CancellationToken;

use self::connection::Entrance;
pub use self::limits::ListenerLimits;
use self::opening::{Plain, Secured};
use self::places::Households;
use crate::io_threads::IoThreads;
use crate::quick::Quick;
use crate::tls::Tls;

/// A socket that listens.
#[derive(Debug)]
pub struct Listener {
    socket: TcpListener,
    limits: Arc<ListenerLimits>,
    tls: Option<Arc<Tls>>,
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
        Ok(Self { socket, limits: Arc::new(limits), tls: None })
    }

    /// The same, over TLS only.
    #[must_use]
    pub fn over(mut self, tls: Arc<Tls>) -> Self {
        self.tls = Some(tls);
        self
    }

    /// Where it listens; useful when the port was 0.
    pub fn address(&self) -> Result<SocketAddr, Fault> {
        self.socket.local_addr().doing("ask for our own address")
    }

    /// The same as an address for people.
    pub fn url(&self) -> Result<String, Fault> {
        let scheme = if self.tls.is_some() { "https" } else { "http" };
        Ok(format!("{scheme}://{}", self.address()?))
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
        let mut admission = Admission {
            router,
            quick,
            households: Households::default(),
            threads: IoThreads::start(self.limits.threads())?,
            main: Handle::current(),
            builder: Arc::new(connection::builder(&self.limits)),
            limits: self.limits,
            tls: self.tls,
            stop: shutdown,
        };
        loop {
            let accepted = tokio::select! {
                biased;
                () = admission.stop.cancelled() => break,
                accepted = accept(&self.socket, &room) => accepted,
            };
            let Some((socket, peer, permit)) = accepted else {
                break;
            };
            if let Ok(socket) = socket.into_std() {
                admission.admit(socket, peer, permit);
            }
        }
        admission.admit_rest(self.socket, &room);
        admission.finish().await;
        Ok(())
    }
}

/// What every connection of a listener is given.
struct Admission {
    router: Router,
    quick: Option<Arc<dyn Quick>>,
    limits: Arc<ListenerLimits>,
    tls: Option<Arc<Tls>>,
    households: Households,
    threads: IoThreads,
    main: Handle,
    builder: Arc<Builder<TokioExecutor>>,
    stop: CancellationToken,
}

impl Admission {
    fn admit(&mut self, socket: StdStream, peer: IpAddr, permit: OwnedSemaphorePermit) {
        let Some(place) = self.households.place(peer, permit, &self.limits) else {
            metrics::counter!("connections_refused_total").increment(1);
            return;
        };
        // Without TCP_NODELAY small answers wait for the caller's acknowledgement.
        if socket.set_nodelay(true).is_err() {
            return;
        }
        let entrance = Entrance {
            router: self.router.clone(),
            quick: self.quick.clone(),
            peer,
            limits: self.limits.clone(),
            pace: Arc::default(),
            main: self.main.clone(),
            secure: self.tls.is_some(),
        };
        let (builder, stop) = (self.builder.clone(), self.stop.clone());
        // Each kind has a future of its own: a plain connection doesn't carry the size of TLS.
        match &self.tls {
            None => {
                let work = connection::serve(socket, Plain, entrance, builder, place, stop);
                self.threads.spawn(work);
            }
            Some(tls) => {
                let opening = Secured(tls.acceptor());
                let work = connection::serve(socket, opening, entrance, builder, place, stop);
                self.threads.spawn(work);
            }
        }
    }

    /// Closes the socket. Whoever is in the kernel's queue has been told that somebody is here.
    fn admit_rest(&mut self, socket: TcpListener, room: &Arc<Semaphore>) {
        let Ok(socket) = socket.into_std() else {
            return;
        };
        while let Ok(permit) = room.clone().try_acquire_owned() {
            let Ok((stream, address)) = socket.accept() else {
                return;
            };
            if stream.set_nonblocking(true).is_ok() {
                self.admit(stream, address.ip().to_canonical(), permit);
            }
        }
    }

    /// Waits until what is under way is finished, for a while.
    async fn finish(self) {
        let tasks = self.threads.tasks();
        tasks.close();
        if tokio::time::timeout(self.limits.drain, tasks.wait()).await.is_err() {
            tracing::warn!(connections = tasks.len(), "connections were cut off at shutdown");
        }
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

#[cfg(test)]
mod tests;
#[cfg(test)]
mod tls_tests;
