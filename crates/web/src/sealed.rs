//! A finished body with ready-made headers in every encoding: answering it is choosing and cloning.

use axum::body::Body;
use axum::response::Response;
use bytes::Bytes;
use http::{HeaderMap, HeaderValue, Method, StatusCode, header};
use sha2::{Digest, Sha256};

use crate::encoding::{Accepted, Encoded, Encoding};

/// A body that will be answered many times.
#[derive(Clone, Debug)]
pub struct SealedBody {
    status: StatusCode,
    /// The ETag without quotes and encoding suffix.
    hash: String,
    encoded: Encoded,
    identity: HeaderMap,
    gzip: HeaderMap,
    brotli: HeaderMap,
}

impl SealedBody {
    /// Prepares the headers of every encoding from those that all share.
    pub fn seal(status: StatusCode, shared: &HeaderMap, encoded: Encoded) -> Self {
        let hash = content_hash(&encoded.identity);
        let head = |encoding: Encoding| {
            let mut head = shared.clone();
            let etag = format!("\"{hash}{}\"", encoding.suffix());
            if let Ok(etag) = HeaderValue::try_from(etag) {
                head.insert(header::ETAG, etag);
            }
            head.insert(header::VARY, HeaderValue::from_static("accept-encoding, cookie"));
            if let Some(token) = encoding.token() {
                head.insert(header::CONTENT_ENCODING, HeaderValue::from_static(token));
            }
            if let Some(body) = encoded.bytes(encoding) {
                head.insert(header::CONTENT_LENGTH, HeaderValue::from(body.len()));
            }
            head
        };
        let (identity, gzip, brotli) =
            (head(Encoding::Identity), head(Encoding::Gzip), head(Encoding::Brotli));
        Self { status, hash, encoded, identity, gzip, brotli }
    }

    /// The status of the answer.
    pub fn status(&self) -> StatusCode {
        self.status
    }

    /// The hash of the body as it is: the ETag without quotes and encoding suffix.
    pub fn hash(&self) -> &str {
        &self.hash
    }

    /// The bodies.
    pub fn encoded(&self) -> &Encoded {
        &self.encoded
    }

    /// How much memory this takes, roughly.
    pub fn size(&self) -> usize {
        self.encoded.size() + 2048
    }

    fn head(&self, encoding: Encoding) -> &HeaderMap {
        match encoding {
            Encoding::Identity => &self.identity,
            Encoding::Gzip => &self.gzip,
            Encoding::Brotli => &self.brotli,
        }
    }

    /// Answers a request: the best encoding, 304 when the asker has it, no body for HEAD.
    pub fn respond(&self, method: &Method, headers: &HeaderMap) -> Response {
        let encoding = Accepted::of(headers).best(&self.encoded);
        let head = self.head(encoding);
        if self.status == StatusCode::OK && self.asker_has_it(headers) {
            return not_modified(head);
        }
        let body = match self.encoded.bytes(encoding) {
            Some(body) if method != Method::HEAD => body.clone(),
            _ => Bytes::new(),
        };
        let mut response =
            Response::new(if body.is_empty() { Body::empty() } else { Body::from(body) });
        *response.status_mut() = self.status;
        *response.headers_mut() = head.clone();
        response
    }

    /// RFC 9110 13.2.2: `If-None-Match` decides; `If-Modified-Since` only without it.
    fn asker_has_it(&self, headers: &HeaderMap) -> bool {
        let mut named = headers.get_all(header::IF_NONE_MATCH).iter().peekable();
        if named.peek().is_some() {
            return named.filter_map(|value| value.to_str().ok()).any(|list| self.is_named(list));
        }
        match (headers.get(header::IF_MODIFIED_SINCE), self.identity.get(header::LAST_MODIFIED)) {
            (Some(theirs), Some(ours)) => theirs == ours,
            _ => false,
        }
    }

    /// Whether a list of entity tags names this body in any encoding.
    fn is_named(&self, list: &str) -> bool {
        list.split(',').map(str::trim).any(|tag| {
            if tag == "*" {
                return true;
            }
            let tag = tag.strip_prefix("W/").unwrap_or(tag).trim_matches('"');
            tag.strip_prefix(self.hash.as_str()).is_some_and(|suffix| {
                Encoding::ALL.iter().any(|encoding| encoding.suffix() == suffix)
            })
        })
    }
}

fn not_modified(head: &HeaderMap) -> Response {
    let mut response = Response::new(Body::empty());
    *response.status_mut() = StatusCode::NOT_MODIFIED;
    let mut head = head.clone();
    head.remove(header::CONTENT_TYPE);
    head.remove(header::CONTENT_ENCODING);
    head.remove(header::CONTENT_LENGTH);
    *response.headers_mut() = head;
    response
}

/// The first 80 bits of the SHA-256 of a body, in hexadecimal.
pub fn content_hash(body: &[u8]) -> String {
    let digest = Sha256::digest(body);
    hex::encode(digest.iter().take(10).copied().collect::<Vec<u8>>())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::encoding::Effort;
    use http_body_util::BodyExt;

    fn sealed() -> SealedBody {
        let mut shared = HeaderMap::new();
        shared.insert(header::CONTENT_TYPE, HeaderValue::from_static("text/html; charset=utf-8"));
        shared.insert(
            header::LAST_MODIFIED,
            HeaderValue::from_static("Mon, 23 Nov 2026 08:05:00 GMT"),
        );
        let body = "<p>办事指南</p>".repeat(100);
        SealedBody::seal(StatusCode::OK, &shared, Encoded::compress(body.into(), Effort::Quick))
    }

    fn asking(name: header::HeaderName, value: &str) -> HeaderMap {
        let mut headers = HeaderMap::new();
        headers.insert(name, HeaderValue::from_str(value).unwrap());
        headers
    }

    #[test]
    fn every_encoding_has_its_own_strong_etag() {
        let sealed = sealed();
        let etag = |accept| {
            let response = sealed.respond(&Method::GET, &asking(header::ACCEPT_ENCODING, accept));
            response.headers()[header::ETAG].to_str().unwrap().to_owned()
        };
        let tags = [etag("br"), etag("gzip"), etag("identity")];
        assert!(tags[0].ends_with("-br\"") && tags[1].ends_with("-gz\""));
        assert_ne!(tags[1], tags[2]);
    }

    #[test]
    fn who_has_it_is_told_so() {
        let sealed = sealed();
        let status = |headers: HeaderMap| sealed.respond(&Method::GET, &headers).status();
        let hash = sealed.hash().to_owned();
        assert_eq!(status(asking(header::IF_NONE_MATCH, &format!("\"{hash}-br\""))), 304);
        assert_eq!(status(asking(header::IF_NONE_MATCH, &format!("\"x\", W/\"{hash}\""))), 304);
        assert_eq!(status(asking(header::IF_NONE_MATCH, &format!("\"{hash}-zz\""))), 200);
        assert_eq!(status(asking(header::IF_NONE_MATCH, "*")), 304);
        let since = "Mon, 23 Nov 2026 08:05:00 GMT";
        assert_eq!(status(asking(header::IF_MODIFIED_SINCE, since)), 304);
        // If-None-Match wins.
        let mut both = asking(header::IF_MODIFIED_SINCE, since);
        both.insert(header::IF_NONE_MATCH, HeaderValue::from_static("\"other\""));
        assert_eq!(status(both), 200);
    }

    #[tokio::test]
    async fn head_has_the_length_but_no_body() {
        let response = sealed().respond(&Method::HEAD, &HeaderMap::new());
        assert_ne!(response.headers()[header::CONTENT_LENGTH], "0");
        assert!(response.into_body().collect().await.unwrap().to_bytes().is_empty());
    }

    #[test]
    fn not_modified_carries_no_content_headers() {
        let sealed = sealed();
        let response = sealed.respond(&Method::GET, &asking(header::IF_NONE_MATCH, "*"));
        assert!(response.headers().get(header::CONTENT_TYPE).is_none());
        assert!(response.headers().get(header::ETAG).is_some());
        assert!(response.headers().get(header::VARY).is_some());
    }
}
