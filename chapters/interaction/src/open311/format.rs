//! In which of the standard's two formats an answer goes out: as the address ends.

use axum::extract::FromRequestParts;
use axum::response::{IntoResponse, Response};
use http::request::Parts;
use http::{HeaderValue, StatusCode, header};
use platform::{Fault, FaultContext};
use serde::Serialize;
use structure::{App, Visitor};
use utoipa::ToSchema;
use web::{Answer, Error, Rendered, Tag};

use super::stop::{Stop, Stopped};
use super::xml::xml;

/// The two formats.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ToSchema)]
#[schema(rename_all = "lowercase")]
pub(crate) enum Format {
    /// `.json`.
    Json,
    /// `.xml`.
    Xml,
}

impl FromRequestParts<App> for Format {
    type Rejection = Error;

    async fn from_request_parts(parts: &mut Parts, _: &App) -> Result<Self, Error> {
        let xml = parts.uri.path().rsplit_once('.').is_some_and(|(_, ending)| ending == "xml");
        Ok(if xml { Self::Xml } else { Self::Json })
    }
}

impl Format {
    /// The last part of an address without its ending; none if it has another.
    pub(super) fn stem(self, file: &str) -> Option<&str> {
        match self {
            Self::Json => file.strip_suffix(".json"),
            Self::Xml => file.strip_suffix(".xml"),
        }
    }

    fn media_type(self) -> HeaderValue {
        HeaderValue::from_static(match self {
            Self::Json => "application/json; charset=utf-8",
            Self::Xml => "text/xml; charset=utf-8",
        })
    }

    /// A value as the body of an answer; `root` names the XML's outermost element.
    fn body(self, root: &str, value: &impl Serialize) -> Result<Vec<u8>, Fault> {
        let doing = "write an Open311 answer";
        match self {
            Self::Json => serde_json::to_vec(value).doing(doing),
            Self::Xml => xml(root, &serde_json::to_value(value).doing(doing)?),
        }
    }

    /// An answer for the cache, readable from anywhere.
    pub(super) fn rendered(
        self,
        (root, value): (&str, &impl Serialize),
        tags: Vec<Tag>,
    ) -> Result<Rendered, Fault> {
        let mut page = Rendered::new(self.media_type(), self.body(root, value)?, tags);
        let anywhere = HeaderValue::from_static("*");
        page.headers.push((header::ACCESS_CONTROL_ALLOW_ORIGIN, anywhere));
        Ok(page)
    }

    /// An answer made for this question alone, or the standard's list of errors.
    pub(super) fn answer(
        self,
        visitor: &Visitor,
        root: &str,
        found: Result<impl Serialize, Stopped>,
    ) -> Answer {
        let (status, body) = match found {
            Ok(value) => (StatusCode::OK, self.body(root, &value)?),
            Err(Stopped::Told(told)) => return self.errors(visitor, &told),
            Err(Stopped::Fault(fault)) => return Err(fault.into()),
        };
        Ok(self.response(status, body))
    }

    /// The standard's list of errors: a code and a sentence each.
    pub(super) fn errors(self, visitor: &Visitor, told: &[Stop]) -> Answer {
        let code = told.first().map_or(400, |stop| stop.code);
        let status = StatusCode::from_u16(code).unwrap_or(StatusCode::BAD_REQUEST);
        let errors: Vec<_> = told.iter().map(|stop| stop.shape(visitor)).collect();
        let mut response = self.response(status, self.body("errors", &errors)?);
        if let Some(seconds) = told.first().and_then(|stop| stop.retry_after) {
            response.headers_mut().insert(header::RETRY_AFTER, seconds.into());
        }
        Ok(response)
    }

    fn response(self, status: StatusCode, body: Vec<u8>) -> Response {
        let headers = [
            (header::CONTENT_TYPE, self.media_type()),
            (header::CACHE_CONTROL, HeaderValue::from_static("private, no-store")),
            (header::ACCESS_CONTROL_ALLOW_ORIGIN, HeaderValue::from_static("*")),
        ];
        (status, headers, body).into_response()
    }
}
