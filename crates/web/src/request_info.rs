//! What the edge keeps of a request, for error pages and the log, after a handler has taken it.

use std::net::IpAddr;
use std::sync::Arc;

use http::{HeaderValue, Method, Uri, header, request::Parts};

/// The number of a request, as `X-Request-Id` gives it back.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RequestId(pub Arc<str>);

/// Who speaks to us. Behind a trusted proxy this is the visitor, not the proxy.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct PeerAddress(pub IpAddr);

/// How the visitor reached us: over our own TLS, or as a trusted proxy tells when TLS ends there.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Scheme {
    /// Plain.
    Http,
    /// Over TLS.
    Https,
}

/// A request without its body.
#[derive(Clone, Debug)]
pub struct RequestInfo {
    /// The method.
    pub method: Method,
    /// Path and query as they were asked for.
    pub uri: Uri,
    /// `Host`, unread.
    pub host: Option<HeaderValue>,
    /// `Accept`, unread.
    pub accept: Option<HeaderValue>,
    /// `Cookie`, unread.
    pub cookie: Option<HeaderValue>,
    /// Who speaks to us, when the listener is ours.
    pub peer: Option<IpAddr>,
    /// Whether the visitor came over TLS.
    pub https: bool,
    /// The request's number.
    pub id: Arc<str>,
}

impl RequestInfo {
    /// Takes what is needed from a request's head.
    pub fn of(parts: &Parts, id: Arc<str>) -> Self {
        let header = |name| parts.headers.get(name).cloned();
        Self {
            method: parts.method.clone(),
            uri: parts.uri.clone(),
            host: header(header::HOST),
            accept: header(header::ACCEPT),
            cookie: header(header::COOKIE),
            peer: parts.extensions.get::<PeerAddress>().map(|peer| peer.0),
            https: parts.extensions.get::<Scheme>() == Some(&Scheme::Https),
            id,
        }
    }

    /// The path that was asked for.
    pub fn path(&self) -> &str {
        self.uri.path()
    }

    /// The host name that was asked for, without its port.
    pub fn host_name(&self) -> Option<&str> {
        host_name(self.host.as_ref()?.to_str().ok()?)
    }
}

/// The host of `host:port` or `[v6]:port`.
pub fn host_name(host: &str) -> Option<&str> {
    let name = match host.strip_prefix('[') {
        Some(rest) => rest.split(']').next(),
        None => host.split(':').next(),
    };
    name.filter(|name| !name.is_empty())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn host_names_lose_their_port() {
        assert_eq!(host_name("www.example.gov.cn:8080"), Some("www.example.gov.cn"));
        assert_eq!(host_name("[::1]:8080"), Some("::1"));
        assert_eq!(host_name("example.gov.cn"), Some("example.gov.cn"));
        assert_eq!(host_name(""), None);
    }
}
