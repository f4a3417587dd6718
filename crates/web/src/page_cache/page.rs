//! What is cached: the key, the tags, what a renderer gives and what is kept of it.

use std::fmt;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, AtomicU64, Ordering};

use axum::response::Response;
use bytes::Bytes;
use http::{HeaderMap, HeaderName, HeaderValue, Method, StatusCode, header};
use platform::{Fault, FaultContext, Time};

use crate::encoding::{Effort, Encoded, compressible};
use crate::headers::SecurityHeaders;
use crate::sealed::SealedBody;

/// What a page depends on: `document:123`, `column:7`, `site:1`.
#[derive(Clone, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Tag(Arc<str>);

impl Tag {
    /// The tag of one record.
    pub fn of(kind: &str, id: impl fmt::Display) -> Self {
        Self(format!("{kind}:{id}").into())
    }

    /// The tag as text.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl From<&str> for Tag {
    fn from(tag: &str) -> Self {
        Self(tag.into())
    }
}

impl From<String> for Tag {
    fn from(tag: String) -> Self {
        Self(tag.into())
    }
}

impl fmt::Display for Tag {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

/// Which page: a site, an address with its meaningful query, and a variant (traditional
/// characters and so on; 0 is the plain one).
#[derive(Clone, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct PageKey {
    /// The site's id.
    pub site: i64,
    /// The variant.
    pub variant: u32,
    /// Path and canonical query.
    pub url: Arc<str>,
}

impl PageKey {
    /// The key of the plain variant.
    pub fn new(site: impl Into<i64>, url: impl Into<Arc<str>>) -> Self {
        Self { site: site.into(), variant: 0, url: url.into() }
    }

    /// The key of another variant.
    #[must_use]
    pub fn variant(mut self, variant: u32) -> Self {
        self.variant = variant;
        self
    }
}

impl fmt::Display for PageKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}#{}{}", self.site, self.variant, self.url)
    }
}

/// A page as its renderer gives it.
#[derive(Clone, Debug)]
pub struct Rendered {
    /// The status; a page may be a cached 404 or 410.
    pub status: StatusCode,
    /// `Content-Type`.
    pub content_type: HeaderValue,
    /// The body.
    pub body: Bytes,
    /// What it depends on. A page without tags is only dropped by `drop_all`.
    pub tags: Vec<Tag>,
    /// Further headers: `Link`, `Content-Language`, a `Cache-Control` of its own.
    pub headers: Vec<(HeaderName, HeaderValue)>,
    /// When its content last changed.
    pub last_modified: Option<Time>,
    /// Whether it may be kept and shown to others.
    pub cacheable: bool,
}

impl Rendered {
    /// An HTML page.
    pub fn html(body: String, tags: Vec<Tag>) -> Self {
        Self::new(HeaderValue::from_static("text/html; charset=utf-8"), body, tags)
    }

    /// A page of another type: feed, site map, JSON.
    pub fn new(content_type: HeaderValue, body: impl Into<Bytes>, tags: Vec<Tag>) -> Self {
        Self {
            status: StatusCode::OK,
            content_type,
            body: body.into(),
            tags,
            headers: Vec::new(),
            last_modified: None,
            cacheable: true,
        }
    }
}

/// A page that is kept. Cloning is cheap.
#[derive(Clone, Debug)]
pub struct CachedPage {
    pub(super) kept: Arc<Kept>,
    /// Set when the renderer was away and this is the last known good page: its age in seconds.
    pub(super) age: Option<i64>,
}

#[derive(Debug)]
pub(super) struct Kept {
    pub sealed: SealedBody,
    pub tags: Vec<Tag>,
    pub rendered_at: Time,
    pub hits: AtomicU64,
    /// Asked for since the eviction hand last passed.
    pub visited: AtomicBool,
}

impl CachedPage {
    /// The body with its headers.
    pub fn sealed(&self) -> &SealedBody {
        &self.kept.sealed
    }

    /// What it depends on.
    pub fn tags(&self) -> &[Tag] {
        &self.kept.tags
    }

    /// When it was rendered.
    pub fn rendered_at(&self) -> Time {
        self.kept.rendered_at
    }

    /// How often it was asked for.
    pub fn hits(&self) -> u64 {
        self.kept.hits.load(Ordering::Relaxed)
    }

    /// Whether this is an old page, shown because the renderer was away.
    pub fn is_old(&self) -> bool {
        self.age.is_some()
    }

    /// Answers a request: encoding, 304, HEAD. An old page says that it is old and is not stored.
    pub fn respond(&self, method: &Method, headers: &HeaderMap) -> Response {
        let mut response = self.kept.sealed.respond(method, headers);
        if let Some(age) = self.age {
            let head = response.headers_mut();
            head.insert(header::AGE, HeaderValue::from(age.max(0)));
            head.insert(header::CACHE_CONTROL, HeaderValue::from_static("no-store"));
            head.insert(header::WARNING, HeaderValue::from_static("110 - \"Response is Stale\""));
        }
        response
    }
}

/// Bodies over this are compressed on a thread for blocking work.
const LONG_BODY: usize = 128 << 10;

/// Compresses a page, if it is to be, and prepares its headers.
pub(super) async fn seal(
    rendered: Rendered,
    now: Time,
    (headers, compress): (Option<&SecurityHeaders>, bool),
) -> Result<CachedPage, Fault> {
    let mut shared = HeaderMap::with_capacity(rendered.headers.len() + 8);
    // Kept by browsers, but asked about each time: a published change is seen at once.
    shared.insert(header::CACHE_CONTROL, HeaderValue::from_static("no-cache"));
    if let Some(time) = rendered.last_modified
        && let Ok(value) = HeaderValue::try_from(http_date(time))
    {
        shared.insert(header::LAST_MODIFIED, value);
    }
    if !rendered.cacheable {
        shared.insert(header::CACHE_CONTROL, HeaderValue::from_static("no-store"));
    }
    for (name, value) in rendered.headers {
        if shared.contains_key(&name) && name != header::LINK {
            shared.insert(name, value);
        } else {
            shared.append(name, value);
        }
    }
    if let Some(headers) = headers {
        headers.prepare(&mut shared);
    }
    let compress = compress && rendered.content_type.to_str().is_ok_and(compressible);
    shared.insert(header::CONTENT_TYPE, rendered.content_type);
    let body = rendered.body;
    let encoded = match (compress, body.len() > LONG_BODY) {
        (false, _) => Encoded::plain(body),
        (true, false) => Encoded::compress(body, Effort::Quick),
        (true, true) => tokio::task::spawn_blocking(move || Encoded::compress(body, Effort::Quick))
            .await
            .doing("compress a page")?,
    };
    Ok(CachedPage {
        kept: Arc::new(Kept {
            sealed: SealedBody::seal(rendered.status, &shared, encoded),
            tags: rendered.tags,
            rendered_at: now,
            hits: AtomicU64::new(0),
            visited: AtomicBool::new(false),
        }),
        age: None,
    })
}

/// An instant as HTTP headers write it.
pub fn http_date(time: Time) -> String {
    time.utc().format("%a, %d %b %Y %H:%M:%S GMT").to_string()
}
