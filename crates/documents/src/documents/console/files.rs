//! Files of a document: taken in with the form, and shown to staff.

use std::collections::BTreeMap;

use axum::body::Body;
use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use files::{Digest, UploadRefusal, examine};
use http::{HeaderValue, header};
use platform::FaultContext;
use structure::scanning::{Scanned, scan};
use structure::{App, Right, Staff};
use web::extract::Path;
use web::headers::{FILE_CSP, csp};
use web::{Answer, Error, FieldError, Message, Refusal, Upload, UploadedFile};

use crate::revisions::{self, Attachment, AttachmentRole, Revision, attachment_code};
use crate::room::open;

/// The files of a form: those it kept, minus those to remove, plus those that were chosen. What is
/// refused becomes an error; everything else is kept even if the form comes back.
pub(super) async fn taken_in(
    app: &App,
    upload: &Upload,
    before: &[Attachment],
) -> Result<(Vec<Attachment>, Vec<FieldError>), Error> {
    let mut files = before.to_vec();
    for kept in upload.data.all("kept") {
        files.extend(kept_before(app, kept).await?);
    }
    let mut errors = Vec::new();
    let limit = limit(app);
    for file in upload.files_of("attachments") {
        if let Some(why) = refused(app, file).await? {
            errors.push(FieldError::new("attachments", why));
            continue;
        }
        let digest = app.files.put(file.bytes.clone()).await?;
        files.extend(described(&file.name, &file.bytes, digest, limit));
    }
    let removed: Vec<&str> = upload.data.all("remove_attachments").collect();
    files.retain(|file| !removed.contains(&file.code.as_str()));
    let mut seen: Vec<String> = Vec::new();
    files.retain(|file| {
        let first = !seen.contains(&file.code);
        seen.push(file.code.clone());
        first
    });
    Ok((files, errors))
}

/// A file that was taken in when the form came back with errors. What it is, is looked at again.
async fn kept_before(app: &App, kept: &str) -> Result<Option<Attachment>, Error> {
    let Some((digest, name)) = kept.split_once(' ') else {
        return Ok(None);
    };
    let Some(digest) = Digest::parse(digest) else {
        return Ok(None);
    };
    let Some(bytes) = app.files.get(&digest).await? else {
        return Ok(None);
    };
    Ok(described(&files::clean_file_name(name), &bytes, digest, u64::MAX))
}

/// The most bytes of pictures that a form shows whole.
const SHOWN: i64 = 12 << 20;

/// The pictures of a form that no saved revision has, whole, by their code: they have no address.
pub(super) async fn pictures_of(
    app: &App,
    files: &[Attachment],
    saved: &[Attachment],
) -> Result<BTreeMap<String, String>, Error> {
    let is_new = |file: &&Attachment| {
        file.role == AttachmentRole::Picture && !saved.iter().any(|known| known.code == file.code)
    };
    let mut room = SHOWN;
    let mut pictures = BTreeMap::new();
    for file in files.iter().filter(is_new) {
        room = room.saturating_sub(file.size);
        let digest = Digest::parse(&file.digest).doing("read an attachment's digest")?;
        if room >= 0
            && let Some(bytes) = app.files.get(&digest).await?
        {
            let data = STANDARD.encode(&bytes);
            let address = format!("data:{};base64,{data}", file.media_type);
            pictures.insert(file.code.clone(), address);
        }
    }
    Ok(pictures)
}

/// The most bytes of one file.
pub(super) fn limit(app: &App) -> u64 {
    u64::try_from(app.settings.uploads.megabytes.saturating_mul(1 << 20)).unwrap_or(u64::MAX)
}

/// A file that was kept, as an attachment.
pub(super) fn described(
    name: &str,
    bytes: &[u8],
    digest: Digest,
    limit: u64,
) -> Option<Attachment> {
    let accepted = examine(name, bytes, limit).ok()?;
    let digest = digest.to_string();
    let stem = name.rsplit_once('.').map_or(name, |(stem, _)| stem);
    let picture = accepted.is_image();
    Some(Attachment {
        code: attachment_code(&digest),
        name: name.to_owned(),
        media_type: accepted.media_type.to_owned(),
        extension: accepted.extension.to_owned(),
        size: i64::try_from(bytes.len()).unwrap_or(i64::MAX),
        role: if picture { AttachmentRole::Picture } else { AttachmentRole::Attachment },
        alt: if picture { stem.to_owned() } else { String::new() },
        digest,
    })
}

/// Why a file is not taken: of no kind that we take, not what its name says, or infected.
pub(super) async fn refused(app: &App, file: &UploadedFile) -> Result<Option<Message>, Error> {
    if let Err(why) = examine(&file.name, &file.bytes, limit(app)) {
        return Ok(Some(refusal(&why, &file.name)));
    }
    let key = match scan(app, &file.bytes).await? {
        Scanned::Clean => return Ok(None),
        Scanned::Infected(_) => "attachment-refused-infected",
        Scanned::Away => "attachment-refused-scanner-away",
    };
    Ok(Some(Message::new(key).with("name", file.name.clone())))
}

fn refusal(why: &UploadRefusal, name: &str) -> Message {
    let key = match why {
        UploadRefusal::Empty => "attachment-refused-empty",
        UploadRefusal::TooLarge { .. } => "attachment-refused-large",
        UploadRefusal::UnknownType { .. } => "attachment-refused-type",
        UploadRefusal::ExtensionMismatch { .. } => "attachment-refused-mismatch",
        UploadRefusal::Forbidden { .. } => "attachment-refused-forbidden",
    };
    Message::new(key).with("name", name.to_owned())
}

/// `GET /documents/{key}/files/{file}`: a file of any revision, for whoever may read the document.
pub(crate) async fn attachment(staff: Staff, Path((key, file)): Path<(String, String)>) -> Answer {
    let opened = open(staff, &key, Right::ReadDocuments).await?;
    for revision in revisions::list(&opened.ctx.db, opened.document.id).await? {
        if let Some(found) = named(&revision.content.attachments, &file) {
            return serve_attachment(&opened.staff.app, found).await;
        }
    }
    Err(Refusal::not_found().into())
}

/// The file `CODE.ext` among attachments.
pub(crate) fn named<'a>(files: &'a [Attachment], name: &str) -> Option<&'a Attachment> {
    files.iter().find(|file| format!("{}.{}", file.code, file.extension) == name)
}

/// A file, shown by itself at most and never as part of the console's origin.
pub(crate) async fn serve_attachment(app: &App, file: &Attachment) -> Answer {
    let digest = Digest::parse(&file.digest).doing("read an attachment's digest")?;
    let bytes = app.files.get(&digest).await?;
    let bytes = bytes.doing(format!("find file {}", file.digest))?;
    let shown = file.role == AttachmentRole::Picture || file.media_type == "application/pdf";
    let way = if shown { "inline" } else { "attachment" };
    let name = web::template_functions::query_encode(&file.name);
    let header = |value: &str| HeaderValue::from_str(value).doing("write a file's headers");
    let mut answer = axum::response::Response::new(Body::from(bytes));
    let headers = answer.headers_mut();
    headers.insert(header::CONTENT_TYPE, header(&file.media_type)?);
    let disposition = format!("{way}; filename*=UTF-8''{name}");
    headers.insert(header::CONTENT_DISPOSITION, header(&disposition)?);
    headers.insert(header::CACHE_CONTROL, HeaderValue::from_static("private, no-store"));
    let (policy, value) = csp(FILE_CSP);
    headers.insert(policy, value);
    Ok(answer)
}

/// A file of a revision by its address `CODE.ext`, for whoever was let in to the revision.
pub async fn revision_file(app: &App, revision: &Revision, file: &str) -> Answer {
    let found = named(&revision.content.attachments, file).ok_or_else(Refusal::not_found)?;
    serve_attachment(app, found).await
}
