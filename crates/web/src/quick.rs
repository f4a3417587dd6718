//! The quick way: an answer that is ready is given before any routing, on the connection's thread.

use axum::response::Response;
use http::{HeaderMap, Method, Uri};

/// Looks for an answer that is ready. It must not wait for anything.
pub trait Quick: Send + Sync + 'static {
    /// The answer, complete with its headers and written to the log; none sends the request on the
    /// usual way.
    fn answer(
        &self,
        method: &Method,
        uri: &Uri,
        headers: &HeaderMap,
        https: bool,
    ) -> Option<Response>;
}
