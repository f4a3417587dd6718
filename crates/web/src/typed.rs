//! What a person typed is kept beside the request until it is answered: a page that says we failed, or
//! that it was too much at once, gives it back, to be sent again.

use std::sync::{Arc, Mutex, PoisonError};

use axum::body::Body;
use bytes::Bytes;
use http::request::Parts;
use http::{Method, StatusCode, header};
use serde::Serialize;

use crate::extract::{BodyLimits, media_type, read_body};
use crate::form_data::FormData;
use crate::messages::Messages;
use crate::refusal::Error;
use crate::request_info::RequestInfo;
use crate::upload::Upload;

/// Fields that no page ever repeats; a form that has one of them is typed anew.
pub const SECRET_FIELDS: [&str; 6] =
    ["password", "current_password", "new_password", "new_password_again", "code", "secret"];

/// The place beside a request where what was typed is kept.
#[derive(Clone, Debug, Default)]
pub(crate) struct Typed(Arc<Mutex<Option<Kept>>>);

#[derive(Clone, Debug)]
enum Kept {
    Form(Bytes),
    Upload { data: FormData, files: usize },
}

/// What was typed, in the words of a page of failure.
#[derive(Clone, Debug, Serialize)]
pub struct TypedBack {
    /// That nothing was lost.
    pub headline: String,
    /// What to do.
    pub next: String,
    /// The button's words; none if files would have to be chosen again.
    pub again: Option<String>,
    /// What one text is called for those who don't see it.
    pub label: String,
    /// Where it was sent to.
    pub action: String,
    /// Whether it has to be sent as an upload.
    pub multipart: bool,
    /// What a person wrote, to be read and copied.
    pub shown: Vec<TypedField>,
    /// What goes along: choices, keys, numbers.
    pub hidden: Vec<TypedField>,
}

/// One field.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct TypedField {
    /// Its name in the form.
    pub name: String,
    /// What was typed.
    pub value: String,
}

impl Typed {
    /// Reads a form of ordinary size before anything else looks at the request, and hands it on.
    pub(crate) async fn hold(&self, parts: &Parts, body: Body) -> Result<Body, Error> {
        let limits = BodyLimits::of(&parts.extensions);
        let length = parts.headers.get(header::CONTENT_LENGTH);
        let length = length.and_then(|length| length.to_str().ok()?.parse::<usize>().ok());
        let form = media_type(&parts.headers) == "application/x-www-form-urlencoded";
        if parts.method != Method::POST || !form || length.is_none_or(|it| it > limits.form) {
            return Ok(body);
        }
        let bytes = read_body(parts, body, limits.form, limits.time).await?;
        self.keep(Kept::Form(bytes.clone()));
        Ok(Body::from(bytes))
    }

    /// Keeps the fields of an upload, not its files.
    pub(crate) fn keep_upload(&self, upload: &Upload) {
        self.keep(Kept::Upload { data: upload.data.clone(), files: upload.files.len() });
    }

    fn keep(&self, kept: Kept) {
        *self.0.lock().unwrap_or_else(PoisonError::into_inner) = Some(kept);
    }

    /// What goes back with the answer `error`, if anything should.
    pub(crate) fn back(
        &self,
        error: &Error,
        info: &RequestInfo,
        messages: &Messages,
    ) -> Option<TypedBack> {
        let ours =
            matches!(error, Error::Fault(_)) || error.status() == StatusCode::TOO_MANY_REQUESTS;
        let kept = self.0.lock().unwrap_or_else(PoisonError::into_inner).take()?;
        let (data, files, multipart) = match kept {
            Kept::Form(bytes) => (FormData::parse(&bytes).ok()?, 0, false),
            Kept::Upload { data, files } => (data, files, true),
        };
        let secret = |name: &&str| data.all(name).any(|value| !value.is_empty());
        if !ours || SECRET_FIELDS.iter().any(secret) {
            return None;
        }
        let (shown, hidden): (Vec<_>, Vec<_>) = data
            .pairs()
            .map(|(name, value)| TypedField { name: name.into(), value: value.into() })
            .partition(|field| is_written(&field.value));
        let next = if files == 0 { "web-typed-next" } else { "web-typed-next-files" };
        (!shown.is_empty() || !hidden.is_empty()).then(|| TypedBack {
            headline: messages.t("web-typed", &[]),
            next: messages.t(next, &[]),
            again: (files == 0).then(|| messages.t("web-typed-again", &[])),
            label: messages.t("web-typed-label", &[]),
            action: info.uri.path_and_query().map_or("/", |to| to.as_str()).to_owned(),
            multipart,
            shown,
            hidden,
        })
    }
}

/// Whether a person wrote this, rather than the page or the choice of an option.
fn is_written(value: &str) -> bool {
    value.chars().any(|c| c.is_whitespace() || c == '@' || !c.is_ascii())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_are_shown_and_keys_go_along() {
        assert!(is_written("路灯坏了") && is_written("two words") && is_written("a@b.cn"));
        assert!(!is_written("bcd234-key") && !is_written("2") && !is_written(""));
    }
}
