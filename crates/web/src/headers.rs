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

/// What is served for download or comes from uploads: nothing in it may run.
pub const FILE_CSP: &str = "default-src 'none'; img-src 'self' data:; media-src 'self'; \
    style-src 'unsafe-inline'; sandbox";

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
}

const HSTS: HeaderValue = HeaderValue::from_static("max-age=31536000");

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
        Self { headers }
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
            answer.entry(header::STRICT_TRANSPORT_SECURITY).or_insert(HSTS);
            if answer.contains_key(header::SET_COOKIE) {
                keep_to_tls(answer);
            }
        }
    }

    /// Prepares the headers of an answer that will be given many times: all that [`Self::add`]
    /// would add, and a place for the request's number.
    pub fn prepare(&self, shared: &mut HeaderMap) {
        self.add(shared, false);
        shared.insert(X_REQUEST_ID, HeaderValue::from_static("-"));
    }
}

/// What was set over TLS goes over no other line, whoever set it.
fn keep_to_tls(answer: &mut HeaderMap) {
    let kept = |cookie: &HeaderValue| {
        let text = cookie.to_str().ok()?;
        let is_kept = text.split(';').skip(1).any(|one| one.trim().eq_ignore_ascii_case("secure"));
        if is_kept { None } else { HeaderValue::from_str(&format!("{text}; Secure")).ok() }
    };
    let cookies = answer.get_all(header::SET_COOKIE).iter();
    let cookies: Vec<HeaderValue> =
        cookies.map(|cookie| kept(cookie).unwrap_or_else(|| cookie.clone())).collect();
    answer.remove(header::SET_COOKIE);
    for cookie in cookies {
        answer.append(header::SET_COOKIE, cookie);
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
        assert!(answer.contains_key("strict-transport-security"));
    }

    #[test]
    fn every_cookie_set_over_tls_keeps_to_it() {
        let headers = SecurityHeaders::new(PUBLIC_CSP);
        let cookies = ["view=contrast; Path=/; HttpOnly", "a=secure", "b=1; Secure; Path=/"];
        let set = |https| {
            let mut answer = HeaderMap::new();
            for cookie in cookies {
                answer.append(header::SET_COOKIE, HeaderValue::from_static(cookie));
            }
            headers.add(&mut answer, https);
            let all = answer.get_all(header::SET_COOKIE).iter();
            all.map(|cookie| cookie.to_str().unwrap().to_owned()).collect::<Vec<_>>()
        };
        let over_tls =
            ["view=contrast; Path=/; HttpOnly; Secure", "a=secure; Secure", "b=1; Secure; Path=/"];
        assert_eq!(set(true), over_tls);
        assert_eq!(set(false), cookies);
    }

    #[test]
    fn public_pages_allow_nothing_inline() {
        assert!(!PUBLIC_CSP.contains("unsafe") && !PUBLIC_CSP.contains("  "));
        assert!(PUBLIC_CSP.contains("frame-ancestors 'none'"));
    }
}
