//! Security headers on every answer. A handler's own header wins.

use http::header::{self, HeaderName};
use http::{HeaderMap, HeaderValue};

/// Public pages: everything from ourselves, nothing inline.
pub const PUBLIC_CSP: &str = "default-src 'none'; script-src 'self'; style-src 'self'; \
    img-src 'self' data:; font-src 'self'; connect-src 'self'; media-src 'self'; \
    form-action 'self'; frame-ancestors 'none'; base-uri 'none'; manifest-src 'self'";

/// Console pages; the same rule.
pub const CONSOLE_CSP: &str = PUBLIC_CSP;

/// The page of the editor, which styles what is being written.
pub const EDITOR_CSP: &str = "default-src 'none'; script-src 'self'; \
    style-src 'self' 'unsafe-inline'; img-src 'self' data: blob:; font-src 'self'; \
    connect-src 'self'; media-src 'self'; form-action 'self'; frame-ancestors 'none'; \
    base-uri 'none'; manifest-src 'self'";

/// A page that shows another of our pages in a frame.
pub const FRAMING_CSP: &str = "default-src 'none'; script-src 'self'; style-src 'self'; \
    img-src 'self' data:; font-src 'self'; connect-src 'self'; media-src 'self'; \
    frame-src 'self'; form-action 'self'; frame-ancestors 'none'; base-uri 'none'; \
    manifest-src 'self'";

/// A page that is shown in such a frame, and by nobody else.
pub const FRAMED_CSP: &str = "default-src 'none'; script-src 'self'; style-src 'self'; \
    img-src 'self' data:; font-src 'self'; connect-src 'self'; media-src 'self'; \
    form-action 'self'; frame-ancestors 'self'; base-uri 'none'; manifest-src 'self'";

/// What is served for download or comes from uploads: nothing in it may run, and nobody frames it.
pub const FILE_CSP: &str = "default-src 'none'; img-src 'self' data:; media-src 'self'; \
    style-src 'unsafe-inline'; frame-ancestors 'none'; base-uri 'none'; sandbox";

/// A PDF: the browser's own reader, which a sandbox would keep from starting, and nothing else.
pub const READER_CSP: &str = "default-src 'none'; object-src 'self'; style-src 'unsafe-inline'; \
    frame-ancestors 'none'; base-uri 'none'";

/// `Content-Security-Policy` for a handler's own answer.
pub fn csp(policy: &'static str) -> (HeaderName, HeaderValue) {
    (header::CONTENT_SECURITY_POLICY, HeaderValue::from_static(policy))
}

/// The number of a request, which also stands in the log.
pub const X_REQUEST_ID: HeaderName = HeaderName::from_static("x-request-id");

/// The headers of one listener, made once.
#[derive(Clone, Debug)]
pub struct SecurityHeaders {
    headers: Vec<(HeaderName, HeaderValue)>,
    hsts: HeaderValue,
}

const HSTS: HeaderValue = HeaderValue::from_static("max-age=31536000; includeSubDomains");
const HSTS_HERE: HeaderValue = HeaderValue::from_static("max-age=31536000");

impl SecurityHeaders {
    /// The headers with a content policy.
    pub fn new(policy: &'static str) -> Self {
        let own = |name, value| (HeaderName::from_static(name), HeaderValue::from_static(value));
        let headers = vec![
            csp(policy),
            own("x-content-type-options", "nosniff"),
            own("x-frame-options", "DENY"),
            own("referrer-policy", "same-origin"),
            own(
                "permissions-policy",
                "accelerometer=(), camera=(), geolocation=(), gyroscope=(), magnetometer=(), \
                 microphone=(), payment=(), usb=()",
            ),
            own("cross-origin-opener-policy", "same-origin"),
            own("cross-origin-resource-policy", "same-origin"),
        ];
        Self { headers, hsts: HSTS }
    }

    /// The same where hosts below ours are not ours to promise TLS for.
    #[must_use]
    pub fn for_this_host_only(self) -> Self {
        Self { hsts: HSTS_HERE, ..self }
    }

    /// Adds what the answer does not have yet.
    pub fn add(&self, answer: &mut HeaderMap, https: bool) {
        // An answer with this one was prepared for repeated use and has all of them.
        if !answer.contains_key(header::X_CONTENT_TYPE_OPTIONS) {
            answer.reserve(self.headers.len() + 2);
            for (name, value) in &self.headers {
                if let header::Entry::Vacant(place) = answer.entry(name) {
                    place.insert(value.clone());
                }
            }
        }
        if https {
            answer.entry(header::STRICT_TRANSPORT_SECURITY).or_insert(self.hsts.clone());
        }
    }

    /// Prepares the headers of an answer that will be given many times: all that [`Self::add`]
    /// would add, and a place for the request's number.
    pub fn prepare(&self, shared: &mut HeaderMap) {
        self.add(shared, false);
        shared.insert(X_REQUEST_ID, HeaderValue::from_static("-"));
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_handlers_own_header_wins_and_hsts_needs_tls() {
        let headers = SecurityHeaders::new(PUBLIC_CSP);
        let mut answer = HeaderMap::new();
        let (name, value) = csp(FILE_CSP);
        answer.insert(name.clone(), value);
        headers.add(&mut answer, false);
        assert_eq!(answer[&name], FILE_CSP);
        assert_eq!(answer["x-content-type-options"], "nosniff");
        assert!(!answer.contains_key("strict-transport-security"));
        headers.add(&mut answer, true);
        assert_eq!(answer["strict-transport-security"], "max-age=31536000; includeSubDomains");
        answer.clear();
        headers.for_this_host_only().add(&mut answer, true);
        assert_eq!(answer["strict-transport-security"], "max-age=31536000");
    }

    #[test]
    fn no_policy_lets_others_frame_or_move_a_page() {
        for policy in [PUBLIC_CSP, CONSOLE_CSP, EDITOR_CSP, FRAMING_CSP, FILE_CSP, READER_CSP] {
            assert!(policy.starts_with("default-src 'none'"), "{policy}");
            assert!(policy.contains("frame-ancestors 'none'"), "{policy}");
            assert!(policy.contains("base-uri 'none'"), "{policy}");
        }
        assert!(FRAMED_CSP.contains("frame-ancestors 'self'"));
    }

    #[test]
    fn public_pages_allow_nothing_inline() {
        assert!(!PUBLIC_CSP.contains("unsafe") && !PUBLIC_CSP.contains("  "));
        assert!(PUBLIC_CSP.contains("frame-ancestors 'none'"));
    }
}
