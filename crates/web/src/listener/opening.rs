//! How a connection begins: at once, or with a TLS handshake.

use std::future::{Future, ready};
use std::time::Duration;

use tokio::io::{AsyncRead, AsyncWrite};
use tokio::time::Instant;
use tokio_rustls::TlsAcceptor;
use tokio_rustls::server::TlsStream;

use crate::pace::PacedStream;

/// How a connection begins. Each kind has a connection of its own type, so that plain ones carry and
/// check nothing of TLS.
pub(super) trait Opening: Send {
    /// What HTTP is spoken over.
    type Stream: AsyncRead + AsyncWrite + Unpin + Send + 'static;

    /// Begins, within the time for a head; says how much of that is spent. None when it failed.
    fn open(
        self,
        stream: PacedStream,
        head: Duration,
    ) -> impl Future<Output = Option<(Self::Stream, Duration)>> + Send;
}

/// HTTP right away.
pub(super) struct Plain;

impl Opening for Plain {
    type Stream = PacedStream;

    fn open(
        self,
        stream: PacedStream,
        _: Duration,
    ) -> impl Future<Output = Option<(PacedStream, Duration)>> + Send {
        ready(Some((stream, Duration::ZERO)))
    }
}

/// A handshake first, with the certificate that was in use when the connection came.
pub(super) struct Secured(pub TlsAcceptor);

impl Opening for Secured {
    type Stream = TlsStream<PacedStream>;

    async fn open(
        self,
        stream: PacedStream,
        head: Duration,
    ) -> Option<(TlsStream<PacedStream>, Duration)> {
        let began = Instant::now();
        let why = match tokio::time::timeout(head, self.0.accept(stream)).await {
            Ok(Ok(stream)) => return Some((stream, began.elapsed())),
            Ok(Err(error)) => {
                tracing::debug!(error = error.to_string(), "TLS handshake failed");
                "failed"
            }
            Err(_) => "too_slow",
        };
        metrics::counter!("tls_handshakes_refused_total", "why" => why).increment(1);
        None
    }
}
