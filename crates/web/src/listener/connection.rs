//! One connection, from its first byte to its last.

use std::convert::Infallible;
use std::future::Future;
use std::net::IpAddr;
use std::pin::Pin;
use std::sync::Arc;
use std::time::Duration;

use axum::body::Body;
use axum::response::{IntoResponse, Response};
use axum::{Router, extract::Request};
use http::{HeaderValue, StatusCode, Version, header};
use hyper::body::Incoming;
use hyper_util::rt::{TokioExecutor, TokioIo};
use hyper_util::server::conn::auto::Builder;
use tokio::net::TcpStream;
use tokio::runtime::Handle;
use tokio_util::sync::CancellationToken;
use tower::Service;

use super::ListenerLimits;
use super::opening::Opening;
use super::places::Place;
use crate::io_threads::Inline;
use crate::networks::visitor;
use crate::pace::{Pace, PacedStream, Watchman};
use crate::quick::Quick;
use crate::request_info::{PeerAddress, Scheme};

/// How HTTP is spoken on a listener.
pub(super) fn builder(limits: &ListenerLimits) -> Builder<TokioExecutor> {
    let mut builder = Builder::new(TokioExecutor::new());
    // Time is kept by the watchman, so hyper gets no timer.
    // No gathering of pipelined answers: what refuses a broken head would not leave the house, and a
    // proxy takes a silent end for a node that is down.
    builder.http1().max_buf_size(limits.head_bytes.max(8 << 10));
    builder
        .http2()
        .max_header_list_size(u32::try_from(limits.head_bytes).unwrap_or(u32::MAX))
        .max_concurrent_streams(100)
        .max_local_error_reset_streams(200);
    builder
}

/// Serves a connection until it ends, stalls, or the program stops.
pub(super) async fn serve<O: Opening>(
    socket: std::net::TcpStream,
    opening: O,
    entrance: Entrance,
    builder: Arc<Builder<TokioExecutor>>,
    place: Place,
    shutdown: CancellationToken,
) {
    let Ok(socket) = TcpStream::from_std(socket) else {
        return;
    };
    let limits = entrance.limits.clone();
    let mut watchman = Watchman::new(entrance.pace.clone(), &limits);
    let stream = PacedStream { socket, pace: entrance.pace.clone() };
    let Some((stream, spent)) = opening.open(stream, limits.head).await else {
        return;
    };
    watchman.has_waited(spent);
    let pace = entrance.pace.clone();
    let connection = builder.serve_connection(TokioIo::new(stream), entrance);
    let mut connection = std::pin::pin!(connection);
    let tick = watchman.tick;
    let mut next = std::pin::pin!(tokio::time::sleep(tick));
    let mut stopping = false;
    let mut stop = std::pin::pin!(told_to_end(shutdown, pace));
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

/// How long somebody who has just come may take to ask, when the program stops.
const LAST_WORD: Duration = Duration::from_millis(500);

/// The program stops, and whoever has come but not asked yet has had a moment to do so.
async fn told_to_end(shutdown: CancellationToken, pace: Arc<Pace>) {
    shutdown.cancelled().await;
    if !pace.has_asked() {
        tokio::time::sleep(LAST_WORD).await;
    }
}

/// Where requests of one connection enter: they learn who asks.
pub(super) struct Entrance {
    pub router: Router,
    pub quick: Option<Arc<dyn Quick>>,
    pub peer: IpAddr,
    pub limits: Arc<ListenerLimits>,
    pub pace: Arc<Pace>,
    pub main: Handle,
    /// TLS ends here.
    pub secure: bool,
}

impl hyper::service::Service<http::Request<Incoming>> for Entrance {
    type Response = Response;
    type Error = Infallible;
    type Future = Pin<Box<dyn Future<Output = Result<Response, Infallible>> + Send>>;

    fn call(&self, mut request: http::Request<Incoming>) -> Self::Future {
        let multiplexed = request.version() == Version::HTTP_2;
        let work = self.pace.request(multiplexed);
        if multiplexed {
            name_host(&mut request);
        }
        let (peer, forwarded) = visitor(self.peer, request.headers(), &self.limits.trusted_proxies);
        let https = self.secure || forwarded;
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

/// HTTP/2 names the host in the address. Sites, error pages and the guard against other sites' forms
/// look for it where HTTP/1.1 has it.
fn name_host(request: &mut http::Request<Incoming>) {
    if request.headers().contains_key(header::HOST) {
        return;
    }
    let host = request.uri().authority().map(|authority| HeaderValue::from_str(authority.as_str()));
    if let Some(Ok(host)) = host {
        request.headers_mut().insert(header::HOST, host);
    }
}
