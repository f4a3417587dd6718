//! Writes must come from our own pages: the browser's word for every form, a token for sessions.

use http::{HeaderMap, HeaderName, Method, header};
use sha2::{Digest, Sha256};
use subtle::ConstantTimeEq;

use crate::refusal::Refusal;

const SEC_FETCH_SITE: HeaderName = HeaderName::from_static("sec-fetch-site");
/// The header in which scripts send the token; forms have a field `csrf`.
pub const TOKEN_HEADER: HeaderName = HeaderName::from_static("x-csrf-token");
/// The form field that carries the token.
pub const TOKEN_FIELD: &str = "csrf";

/// Refuses an unsafe request that another site has caused.
pub fn refuse_cross_site(method: &Method, headers: &HeaderMap) -> Result<(), Refusal> {
    if method.is_safe() || is_own(headers) { Ok(()) } else { Err(Refusal::cross_site()) }
}

fn is_own(headers: &HeaderMap) -> bool {
    if let Some(site) = headers.get(SEC_FETCH_SITE) {
        // `none`: the person did it with the browser itself.
        return site == "same-origin" || site == "none";
    }
    let text = |name| headers.get(name).map(|value| value.to_str().unwrap_or_default());
    let host = text(header::HOST).unwrap_or_default();
    match (text(header::ORIGIN), text(header::REFERER)) {
        (Some(origin), _) => same_host(origin, host),
        (None, Some(referer)) => same_host(referer, host),
        // No browser of today; without a cookie there is nothing to be misused.
        (None, None) => !headers.contains_key(header::COOKIE),
    }
}

fn same_host(address: &str, host: &str) -> bool {
    let rest = ["https://", "http://"].iter().find_map(|scheme| address.strip_prefix(scheme));
    let theirs = rest.and_then(|rest| rest.split(['/', '?', '#']).next());
    !host.is_empty() && theirs.is_some_and(|theirs| theirs.eq_ignore_ascii_case(host))
}

/// The token of a session, made from its secret, so that it need not be stored.
pub fn token(session_secret: &str) -> String {
    let digest = Sha256::new().chain_update(b"csrf\0").chain_update(session_secret).finalize();
    hex::encode(digest)
}

/// Refuses a token that does not belong to the session. Takes as long for a near miss as for a far
/// one.
pub fn check_token(given: &str, session_secret: &str) -> Result<(), Refusal> {
    let expected = token(session_secret);
    if bool::from(given.as_bytes().ct_eq(expected.as_bytes())) {
        return Ok(());
    }
    Err(Refusal::cross_site()
        .kind("stale-form")
        .saying("web-stale-form")
        .next("web-stale-form-next"))
}

#[cfg(test)]
mod tests {
    use super::*;
    use http::HeaderValue;

    fn allowed(list: &[(&'static str, &'static str)]) -> bool {
        let mut headers = HeaderMap::new();
        headers.insert(header::HOST, HeaderValue::from_static("www.example.gov.cn:8080"));
        for (name, value) in list {
            headers.insert(*name, HeaderValue::from_static(value));
        }
        refuse_cross_site(&Method::POST, &headers).is_ok()
    }

    #[test]
    fn only_our_own_pages_may_write() {
        let cookie = ("cookie", "session=1");
        assert!(allowed(&[("sec-fetch-site", "same-origin"), cookie]));
        for foreign in ["cross-site", "same-site", "x"] {
            assert!(!allowed(&[("sec-fetch-site", foreign), cookie]), "{foreign}");
        }
        // What the browser says of the site counts more than the origin.
        let own = ("origin", "http://www.example.gov.cn:8080");
        assert!(!allowed(&[("sec-fetch-site", "cross-site"), own]));
        assert!(allowed(&[own, cookie]));
        assert!(!allowed(&[("origin", "null"), cookie]));
        assert!(!allowed(&[("origin", "http://www.example.gov.cn"), cookie]));
        assert!(!allowed(&[("origin", "http://www.example.gov.cn:8080.evil.cn"), cookie]));
        assert!(allowed(&[("referer", "http://www.example.gov.cn:8080/letters/new"), cookie]));
        assert!(!allowed(&[("referer", "http://evil.cn/www.example.gov.cn:8080"), cookie]));
        assert!(allowed(&[]) && !allowed(&[cookie]));
        assert!(refuse_cross_site(&Method::GET, &HeaderMap::new()).is_ok());
    }

    #[test]
    fn tokens_belong_to_one_session() {
        let token = token("secret");
        assert!(check_token(&token, "secret").is_ok());
        assert!(check_token(&token, "other").is_err());
        assert!(check_token("", "secret").is_err());
    }
}
