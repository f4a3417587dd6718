//! Reading requests. What cannot be read is refused in plain Chinese, with what to do next.

use std::time::Duration;

use axum::body::Body;
use axum::extract::{FromRequest, FromRequestParts, Request};
use bytes::Bytes;
use http::request::Parts;
use http::{HeaderMap, header};
use http_body_util::{BodyExt, LengthLimitError, Limited};
use serde::de::DeserializeOwned;

use crate::form_data::FormData;
use crate::messages::Message;
use crate::refusal::{Error, Refusal};
use crate::template_functions::filesize;

/// How much and how long we read. Put into the request's extensions to change it for some routes:
/// `router.layer(axum::Extension(BodyLimits { … }))`.
#[derive(Clone, Copy, Debug)]
pub struct BodyLimits {
    /// Bytes of a form.
    pub form: usize,
    /// Bytes of a JSON document.
    pub json: usize,
    /// Bytes of an upload, all files together.
    pub upload: usize,
    /// Files of an upload.
    pub files: usize,
    /// Time for the whole body of a form or JSON document; an upload has ten times as long.
    pub time: Duration,
}

impl Default for BodyLimits {
    fn default() -> Self {
        Self {
            form: 2 << 20,
            json: 2 << 20,
            upload: 50 << 20,
            files: 50,
            time: Duration::from_mins(1),
        }
    }
}

impl BodyLimits {
    pub(crate) fn of(extensions: &http::Extensions) -> Self {
        extensions.get::<Self>().copied().unwrap_or_default()
    }
}

/// A form, read into a type.
#[derive(Clone, Copy, Debug)]
pub struct Form<T>(pub T);

/// The query of the address, read into a type.
#[derive(Clone, Copy, Debug)]
pub struct Query<T>(pub T);

/// The variable parts of the address, read into a type.
#[derive(Clone, Copy, Debug)]
pub struct Path<T>(pub T);

/// A JSON document, read into a type.
#[derive(Clone, Copy, Debug)]
pub struct Json<T>(pub T);

impl<S: Send + Sync> FromRequest<S> for FormData {
    type Rejection = Error;

    async fn from_request(request: Request, _state: &S) -> Result<Self, Error> {
        let body = form_body(request).await?;
        Ok(Self::parse(&body).ok().ok_or_else(not_utf8)?)
    }
}

impl<T: DeserializeOwned, S: Send + Sync> FromRequest<S> for Form<T> {
    type Rejection = Error;

    async fn from_request(request: Request, _state: &S) -> Result<Self, Error> {
        let body = form_body(request).await?;
        FormData::parse(&body).ok().ok_or_else(not_utf8)?;
        match serde_html_form::from_bytes(&body) {
            Ok(form) => Ok(Self(form)),
            Err(error) => {
                tracing::debug!(error = error.to_string(), "form refused");
                Err(Refusal::bad_request().into())
            }
        }
    }
}

impl<T: DeserializeOwned, S: Send + Sync> FromRequest<S> for Json<T> {
    type Rejection = Error;

    async fn from_request(request: Request, _state: &S) -> Result<Self, Error> {
        let (parts, body) = request.into_parts();
        let kind = media_type(&parts.headers);
        if kind != "application/json" && !kind.ends_with("+json") {
            return Err(Refusal::unsupported_media().saying("web-expects-json").into());
        }
        let limits = BodyLimits::of(&parts.extensions);
        let body = read_body(&parts, body, limits.json, limits.time).await?;
        let text = std::str::from_utf8(&body).ok().ok_or_else(not_utf8)?;
        serde_json::from_str(text).map(Self).map_err(|error| {
            let reason = Message::new("web-bad-json").with("reason", error.to_string());
            Refusal::bad_request().saying(reason).into()
        })
    }
}

impl<T: DeserializeOwned, S: Send + Sync> FromRequestParts<S> for Query<T> {
    type Rejection = Error;

    async fn from_request_parts(parts: &mut Parts, _state: &S) -> Result<Self, Error> {
        let query = parts.uri.query().unwrap_or_default();
        FormData::parse(query.as_bytes()).ok().ok_or_else(not_utf8)?;
        let refuse = || Refusal::bad_request().saying("web-bad-query").into();
        serde_html_form::from_str(query).map(Self).ok().ok_or_else(refuse)
    }
}

impl<T: DeserializeOwned + Send, S: Send + Sync> FromRequestParts<S> for Path<T> {
    type Rejection = Error;

    /// An address with a part that cannot be read does not exist.
    async fn from_request_parts(parts: &mut Parts, state: &S) -> Result<Self, Error> {
        match axum::extract::Path::<T>::from_request_parts(parts, state).await {
            Ok(axum::extract::Path(path)) => Ok(Self(path)),
            Err(_) => Err(Refusal::not_found().into()),
        }
    }
}

async fn form_body(request: Request) -> Result<Bytes, Error> {
    let (parts, body) = request.into_parts();
    if media_type(&parts.headers) != "application/x-www-form-urlencoded" {
        return Err(Refusal::unsupported_media().saying("web-expects-form").into());
    }
    if !is_utf8_charset(&parts.headers) {
        return Err(not_utf8().into());
    }
    let limits = BodyLimits::of(&parts.extensions);
    read_body(&parts, body, limits.form, limits.time).await
}

/// Reads a whole body, bounded in bytes and time.
pub(crate) async fn read_body(
    parts: &Parts,
    body: Body,
    limit: usize,
    time: Duration,
) -> Result<Bytes, Error> {
    let announced = parts.headers.get(header::CONTENT_LENGTH);
    let announced = announced.and_then(|length| length.to_str().ok()?.parse::<u64>().ok());
    if announced.is_some_and(|length| length > limit as u64) {
        return Err(too_large(limit).into());
    }
    match tokio::time::timeout(time, Limited::new(body, limit).collect()).await {
        Err(_) => Err(Refusal::too_slow().into()),
        Ok(Ok(collected)) => Ok(collected.to_bytes()),
        Ok(Err(error)) if error.is::<LengthLimitError>() => Err(too_large(limit).into()),
        Ok(Err(error)) => {
            tracing::debug!(error = error.to_string(), "body broken");
            Err(Refusal::bad_request().saying("web-body-broken").into())
        }
    }
}

/// The refusal of a body over its limit.
pub(crate) fn too_large(limit: usize) -> Refusal {
    let limit = filesize(i64::try_from(limit).unwrap_or(i64::MAX));
    Refusal::too_large().saying(Message::new("web-too-large-limit").with("limit", limit))
}

/// The refusal of text in another encoding.
pub(crate) fn not_utf8() -> Refusal {
    Refusal::bad_request().saying("web-not-utf8")
}

/// The type and subtype of the body, in lower case.
pub fn media_type(headers: &HeaderMap) -> String {
    let value = headers.get(header::CONTENT_TYPE).and_then(|value| value.to_str().ok());
    let kind = value.unwrap_or_default().split(';').next().unwrap_or_default();
    kind.trim().to_ascii_lowercase()
}

fn is_utf8_charset(headers: &HeaderMap) -> bool {
    let value = headers.get(header::CONTENT_TYPE).and_then(|value| value.to_str().ok());
    value.unwrap_or_default().split(';').skip(1).all(|parameter| match parameter.split_once('=') {
        Some((name, value)) if name.trim().eq_ignore_ascii_case("charset") => {
            value.trim().trim_matches('"').eq_ignore_ascii_case("utf-8")
        }
        _ => true,
    })
}

#[cfg(test)]
mod tests;
