//! A file taken in while the clerk is still writing (article 6), such as a pasted picture: it is
//! kept at once, and the form names it when it is saved.

use axum::response::IntoResponse;
use files::human_size;
use http::{StatusCode, header};
use serde_json::json;
use structure::Staff;
use structure::sessions::require_own;
use web::csrf::TOKEN_FIELD;
use web::{Answer, Refusal, Upload};

use super::files::{described, limit, refused};
use crate::revisions::Attachment;

/// `POST /documents/files`: what the file is called from now on, or why it was not taken.
pub(crate) async fn create(staff: Staff, upload: Upload) -> Answer {
    require_own(&staff.session, upload.data.get(TOKEN_FIELD))?;
    let file = upload.files_of("file").next().ok_or_else(Refusal::bad_request)?;
    if let Some(why) = refused(&staff.app, file).await? {
        return Err(Refusal::unprocessable(Vec::new()).saying(why).into());
    }
    let digest = staff.app.files.put(file.bytes.clone()).await?;
    let taken = described(&file.name, &file.bytes, digest, limit(&staff.app));
    let taken = taken.ok_or_else(Refusal::bad_request)?;
    let answer = json!({
        "code": taken.code, "name": taken.name, "media_type": taken.media_type,
        "extension": taken.extension,
        "size": human_size(u64::try_from(taken.size).unwrap_or_default()), "kept": kept(&taken),
    });
    let quiet = [(header::CACHE_CONTROL, "no-store")];
    Ok((StatusCode::CREATED, quiet, axum::Json(answer)).into_response())
}

/// How the form names a file that it holds.
pub(super) fn kept(file: &Attachment) -> String {
    format!("{} {}", file.digest, file.name)
}
