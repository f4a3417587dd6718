//! Forms with files. Everything is held in memory, so everything is bounded.

use axum::extract::multipart::{Field, MultipartError};
use axum::extract::{DefaultBodyLimit, FromRequest, Multipart, Request};
use bytes::{Bytes, BytesMut};
use http::{StatusCode, header};

use crate::extract::{BodyLimits, media_type, not_utf8, too_large};
use crate::form_data::FormData;
use crate::messages::Message;
use crate::refusal::{Error, Refusal};
use crate::typed::Typed;

/// A form with files.
#[derive(Clone, Debug, Default)]
pub struct Upload {
    /// The fields that are no files.
    pub data: FormData,
    /// The files that were chosen.
    pub files: Vec<UploadedFile>,
}

/// A file as it was sent. Neither its name nor its type is to be trusted.
#[derive(Clone, Debug)]
pub struct UploadedFile {
    /// The name of the form's field.
    pub field: String,
    /// The file's name without folders and control characters.
    pub name: String,
    /// The type that the browser thinks it has.
    pub content_type: Option<String>,
    /// The content.
    pub bytes: Bytes,
}

impl Upload {
    /// The files of one field.
    pub fn files_of<'a>(&'a self, field: &'a str) -> impl Iterator<Item = &'a UploadedFile> {
        self.files.iter().filter(move |file| file.field == field)
    }
}

/// Bytes of one field that is no file: the body of an article at most.
const FIELD_LIMIT: usize = 4 << 20;
/// Fields of one form.
const FIELDS: usize = 1000;

impl<S: Send + Sync> FromRequest<S> for Upload {
    type Rejection = Error;

    async fn from_request(mut request: Request, state: &S) -> Result<Self, Error> {
        if media_type(request.headers()) != "multipart/form-data" {
            return Err(Refusal::unsupported_media().saying("web-expects-multipart").into());
        }
        let limits = BodyLimits::of(request.extensions());
        let typed = request.extensions().get::<Typed>().cloned();
        let announced = request.headers().get(header::CONTENT_LENGTH);
        let announced = announced.and_then(|length| length.to_str().ok()?.parse::<usize>().ok());
        if announced.is_some_and(|length| length > limits.upload) {
            return Err(too_large(limits.upload).into());
        }
        DefaultBodyLimit::max(limits.upload).apply(&mut request);
        let Ok(multipart) = Multipart::from_request(request, state).await else {
            return Err(Refusal::bad_request().saying("web-body-broken").into());
        };
        match tokio::time::timeout(limits.time * 10, read(multipart, limits)).await {
            Ok(upload) => {
                let upload = upload?;
                if let Some(typed) = typed {
                    typed.keep_upload(&upload);
                }
                Ok(upload)
            }
            Err(_) => Err(Refusal::too_slow().into()),
        }
    }
}

async fn read(mut multipart: Multipart, limits: BodyLimits) -> Result<Upload, Refusal> {
    let mut upload = Upload::default();
    let broken = |error: &MultipartError| refuse(error, limits.upload);
    while let Some(mut field) = multipart.next_field().await.map_err(|error| broken(&error))? {
        let name = field.name().unwrap_or_default().to_owned();
        let file_name = field.file_name().map(clean_name);
        let content_type = field.content_type().map(ToOwned::to_owned);
        let limit = if file_name.is_some() { limits.upload } else { FIELD_LIMIT };
        let bytes = content(&mut field, limit, limits.upload).await?;
        match file_name {
            // A box in which no file was chosen.
            Some(name) if name.is_empty() && bytes.is_empty() => {}
            Some(_) if upload.files.len() >= limits.files => {
                let message = Message::new("web-too-many-files").with("limit", limits.files);
                return Err(Refusal::too_large().saying(message));
            }
            Some(file_name) => {
                upload.files.push(UploadedFile {
                    field: name,
                    name: file_name,
                    content_type,
                    bytes,
                });
            }
            None if upload.data.pairs().count() >= FIELDS => return Err(Refusal::too_large()),
            None => {
                let text = String::from_utf8(bytes.into()).ok().ok_or_else(not_utf8)?;
                upload.data.push(name, text);
            }
        }
    }
    Ok(upload)
}

async fn content(field: &mut Field<'_>, limit: usize, whole: usize) -> Result<Bytes, Refusal> {
    let mut content = BytesMut::new();
    while let Some(chunk) = field.chunk().await.map_err(|error| refuse(&error, whole))? {
        if content.len() + chunk.len() > limit {
            return Err(too_large(limit));
        }
        content.extend_from_slice(&chunk);
    }
    Ok(content.freeze())
}

fn refuse(error: &MultipartError, limit: usize) -> Refusal {
    if error.status() == StatusCode::PAYLOAD_TOO_LARGE {
        return too_large(limit);
    }
    tracing::debug!(error = error.to_string(), "upload broken");
    Refusal::bad_request().saying("web-body-broken")
}

/// The last part of a path, without control characters and leading dots, of bounded length.
fn clean_name(name: &str) -> String {
    let last = name.rsplit(['/', '\\']).next().unwrap_or_default();
    let kept: String =
        last.chars().filter(|c| !c.is_control() && !"<>:\"|?*".contains(*c)).collect();
    let over = kept.trim().chars().count().saturating_sub(120);
    // Of a name that is too long the end is kept: there stands the extension.
    let end: String = kept.trim().chars().skip(over).collect();
    end.trim_start_matches(|c: char| c == '.' || c.is_whitespace()).to_owned()
}

#[cfg(test)]
mod tests {
    use super::clean_name;

    #[test]
    fn names_are_only_names() {
        assert_eq!(clean_name("C:\\公文\\通知.docx"), "通知.docx");
        assert_eq!(clean_name("../../etc/passwd"), "passwd");
        assert_eq!(clean_name(".\u{7}htaccess"), "htaccess");
        let long = format!("{}.pdf", "长".repeat(300));
        assert_eq!(clean_name(&long).chars().count(), 120);
        assert_eq!(clean_name(&long).rsplit('.').next(), Some("pdf"));
        // Where a long name is cut, a dot may stand.
        let hidden = format!("{}.{}", "长".repeat(9), "a".repeat(119));
        assert_eq!(clean_name(&hidden), "a".repeat(119));
        assert_eq!(clean_name(". .b"), "b");
    }
}
