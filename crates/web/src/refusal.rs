//! What a handler answers when it does not answer a page: a refusal (the request is not allowed,
//! valid or there) or a fault (we failed).

use std::borrow::Cow;
use std::ops::{Deref, DerefMut};
use std::sync::Arc;

use axum::response::{IntoResponse, Response};
use http::StatusCode;
use platform::Fault;

use crate::messages::Message;

/// What a handler gives back.
pub type Answer<T = Response> = Result<T, Error>;

/// Why there is no answer.
#[derive(Debug)]
pub enum Error {
    /// The person asked for something that is not allowed, valid or there.
    Refusal(Refusal),
    /// We failed.
    Fault(Fault),
}

impl From<Refusal> for Error {
    fn from(refusal: Refusal) -> Self {
        Self::Refusal(refusal)
    }
}

impl From<Fault> for Error {
    fn from(fault: Fault) -> Self {
        Self::Fault(fault)
    }
}

impl Error {
    /// The status that the answer will have.
    pub fn status(&self) -> StatusCode {
        match self {
            Self::Refusal(refusal) => refusal.status,
            Self::Fault(fault) if fault.passing => StatusCode::SERVICE_UNAVAILABLE,
            Self::Fault(_) => StatusCode::INTERNAL_SERVER_ERROR,
        }
    }

    /// The same error for another who waited for the same work.
    #[must_use]
    pub fn again(&self) -> Self {
        match self {
            Self::Refusal(refusal) => Self::Refusal(refusal.clone()),
            Self::Fault(fault) => {
                let copy = Fault::new(fault.chain());
                Self::Fault(if fault.passing { copy.passing() } else { copy })
            }
        }
    }
}

/// An error travelling in the response extensions from the handler to the edge, which renders it.
#[derive(Clone, Debug)]
pub struct CarriedError(pub Arc<Error>);

impl IntoResponse for Error {
    fn into_response(self) -> Response {
        let mut response = self.status().into_response();
        response.extensions_mut().insert(CarriedError(Arc::new(self)));
        response
    }
}

impl IntoResponse for Refusal {
    fn into_response(self) -> Response {
        Error::Refusal(self).into_response()
    }
}

/// A refusal: what was wrong, that nothing is lost, and what to do next.
#[derive(Clone, Debug, PartialEq)]
pub struct Refusal {
    parts: Box<RefusalParts>,
}

/// The fields of a [`Refusal`], which is boxed so that a `Result` stays small.
#[derive(Clone, Debug, PartialEq)]
pub struct RefusalParts {
    /// The status of the answer.
    pub status: StatusCode,
    /// The last segment of the documented RFC 9457 type: `/problems/{kind}`.
    pub kind: Cow<'static, str>,
    /// What happened, in one sentence.
    pub what: Message,
    /// What to do next.
    pub next: Option<Message>,
    /// Where to go next.
    pub links: Vec<Link>,
    /// What is wrong with each field of a form.
    pub fields: Vec<FieldError>,
    /// Seconds after which it may be tried again.
    pub retry_after: Option<u64>,
}

/// A way on: an address and its name.
#[derive(Clone, Debug, PartialEq)]
pub struct Link {
    /// The address.
    pub url: String,
    /// The name of the link.
    pub name: Message,
}

/// What is wrong with one field.
#[derive(Clone, Debug, PartialEq)]
pub struct FieldError {
    /// The field's name in the form, or its JSON pointer.
    pub field: Cow<'static, str>,
    /// What is wrong.
    pub message: Message,
}

impl FieldError {
    /// An error of a field.
    pub fn new(field: impl Into<Cow<'static, str>>, message: impl Into<Message>) -> Self {
        Self { field: field.into(), message: message.into() }
    }
}

impl Deref for Refusal {
    type Target = RefusalParts;

    fn deref(&self) -> &RefusalParts {
        &self.parts
    }
}

impl DerefMut for Refusal {
    fn deref_mut(&mut self) -> &mut RefusalParts {
        &mut self.parts
    }
}

macro_rules! kinds {
    ($($(#[$doc:meta])* $name:ident => $status:ident, $kind:literal, $what:literal, $next:literal;)+) => {
        impl Refusal {$(
            $(#[$doc])*
            pub fn $name() -> Self {
                Self::new(StatusCode::$status, $kind, $what).next($next)
            }
        )+}

        /// The kinds of this crate with their message keys, for the documentation of problems.
        pub const KINDS: &[(&str, StatusCode, &str, &str)] =
            &[$(($kind, StatusCode::$status, $what, $next)),+];
    };
}

kinds! {
    /// 400: the request itself is wrong.
    bad_request => BAD_REQUEST, "bad-request", "web-bad-request", "web-bad-request-next";
    /// 401: sign in first.
    unauthorized => UNAUTHORIZED, "unauthorized", "web-unauthorized", "web-unauthorized-next";
    /// 403: signed in, but not allowed, and existence is no secret.
    forbidden => FORBIDDEN, "forbidden", "web-forbidden", "web-forbidden-next";
    /// 404: nothing there, or its existence is a secret.
    not_found => NOT_FOUND, "not-found", "web-not-found", "web-not-found-next";
    /// 405: the address exists, this method does not.
    method_not_allowed => METHOD_NOT_ALLOWED, "method-not-allowed", "web-method-not-allowed", "web-method-not-allowed-next";
    /// 408: the request came too slowly.
    too_slow => REQUEST_TIMEOUT, "too-slow", "web-too-slow", "web-too-slow-next";
    /// 409: somebody else was faster, or the state has moved on.
    conflict => CONFLICT, "conflict", "web-conflict", "web-conflict-next";
    /// 410: it was here and is not any more.
    gone => GONE, "gone", "web-gone", "web-gone-next";
    /// 413: more than we take.
    too_large => PAYLOAD_TOO_LARGE, "too-large", "web-too-large", "web-too-large-next";
    /// 415: a kind of content we do not read.
    unsupported_media => UNSUPPORTED_MEDIA_TYPE, "unsupported-media", "web-unsupported-media", "web-unsupported-media-next";
    /// 429: too many requests.
    too_many => TOO_MANY_REQUESTS, "too-many", "web-too-many", "web-too-many-next";
    /// 403: the request came from another site.
    cross_site => FORBIDDEN, "cross-site", "web-cross-site", "web-cross-site-next";
}

impl Refusal {
    /// A refusal of a kind of the caller's own.
    pub fn new(
        status: StatusCode,
        kind: impl Into<Cow<'static, str>>,
        what: impl Into<Message>,
    ) -> Self {
        Self {
            parts: Box::new(RefusalParts {
                status,
                kind: kind.into(),
                what: what.into(),
                next: None,
                links: Vec::new(),
                fields: Vec::new(),
                retry_after: None,
            }),
        }
    }

    /// 422: a form with errors, all of them at once.
    pub fn unprocessable(fields: Vec<FieldError>) -> Self {
        let mut refusal = Self::new(StatusCode::UNPROCESSABLE_ENTITY, "invalid", "web-invalid")
            .next("web-invalid-next");
        refusal.fields = fields;
        refusal
    }

    /// The same refusal with the caller's own sentence.
    #[must_use]
    pub fn saying(mut self, what: impl Into<Message>) -> Self {
        self.what = what.into();
        self
    }

    /// The same refusal with the caller's own advice.
    #[must_use]
    pub fn next(mut self, next: impl Into<Message>) -> Self {
        self.parts.next = Some(next.into());
        self
    }

    /// The same refusal with the caller's own kind.
    #[must_use]
    pub fn kind(mut self, kind: impl Into<Cow<'static, str>>) -> Self {
        self.parts.kind = kind.into();
        self
    }

    /// The same refusal with one more way on.
    #[must_use]
    pub fn link(mut self, url: impl Into<String>, name: impl Into<Message>) -> Self {
        self.parts.links.push(Link { url: url.into(), name: name.into() });
        self
    }

    /// The same refusal with one more field error.
    #[must_use]
    pub fn field(
        mut self,
        field: impl Into<Cow<'static, str>>,
        message: impl Into<Message>,
    ) -> Self {
        self.parts.fields.push(FieldError::new(field, message));
        self
    }
}

impl std::fmt::Display for Refusal {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{} {}", self.status.as_u16(), self.kind)
    }
}

impl std::error::Error for Refusal {}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::messages::Messages;

    #[test]
    fn every_kind_has_its_texts() {
        let messages = Messages::own();
        for (kind, _, what, next) in KINDS {
            assert!(messages.has(what), "{kind}: {what}");
            assert!(messages.has(next), "{kind}: {next}");
        }
    }

    #[test]
    fn a_passing_fault_answers_503() {
        let error = Error::from(Fault::new("reach the database").passing());
        assert_eq!(error.status(), StatusCode::SERVICE_UNAVAILABLE);
        assert_eq!(error.again().status(), StatusCode::SERVICE_UNAVAILABLE);
        assert_eq!(Error::from(Fault::new("x")).status(), StatusCode::INTERNAL_SERVER_ERROR);
    }

    #[test]
    fn the_error_travels_to_the_edge() {
        let response = Refusal::gone().link("/", "web-home").into_response();
        assert_eq!(response.status(), StatusCode::GONE);
        let carried = response.extensions().get::<CarriedError>().unwrap();
        assert!(matches!(&*carried.0, Error::Refusal(refusal) if refusal.links.len() == 1));
    }

    #[test]
    fn errors_stay_small() {
        assert!(size_of::<Error>() <= 64);
    }
}
