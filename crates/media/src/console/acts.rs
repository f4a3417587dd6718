//! What is done with an item: replaced, put in force, trashed, restored.

use axum::body::Body;
use http::{HeaderMap, Method, StatusCode};
use structure::sessions::{OwnForm, require_own};
use structure::{Right, Staff};
use web::csrf::TOKEN_FIELD;
use web::extract::Path;
use web::{Answer, FieldError, Message, Refusal, Upload};

use super::{item, owned, reaches, refused, seen};
use crate::intake::take_in;
use crate::items::{store, versions};
use crate::serve::{Content, serve};

/// `POST /media/{code}/versions`
pub(crate) async fn replace(staff: Staff, Path(code): Path<String>, upload: Upload) -> Answer {
    require_own(&staff.session, upload.data.get(TOKEN_FIELD))?;
    let found = owned(&staff, &code).await?;
    let again = async |message: Message| {
        let mut state = item::state_of(&staff, &found).await?;
        state.errors.push(FieldError::new("file", message));
        item::page(&staff, StatusCode::UNPROCESSABLE_ENTITY, &found, state).await
    };
    let Some(file) = upload.files_of("file").next() else {
        return again("media-files-missing".into()).await;
    };
    let intake = match take_in(&staff.app, file, found.focus()).await? {
        Ok(intake) => intake,
        Err(why) => return again(why.message(&file.name)).await,
    };
    let note: String = upload.data.get("note").trim().chars().take(200).collect();
    let db = &staff.app.db;
    match versions::replace(db, staff.actor(), &found, (&intake, &note)).await? {
        Ok((seq, waits)) => {
            staff.app.settled(seq).await;
            let said = if waits { "media-version-waits" } else { "media-replaced" };
            staff.done(&found.url(), said)
        }
        Err(why) => Err(refused(why, &found.url())),
    }
}

/// `POST /media/{code}/versions/{number}/acceptance`
pub(crate) async fn accept(
    staff: Staff,
    Path((code, number)): Path<(String, i64)>,
    _: OwnForm,
) -> Answer {
    let item = seen(&staff, &code).await?;
    if !reaches(&staff, Right::PublishDocuments, item.unit_id) {
        return Err(structure::staff::out_of_scope(Right::PublishDocuments).into());
    }
    let db = &staff.app.db;
    let all = store::versions(db, item.id).await?;
    let version = all.iter().find(|version| version.number == number);
    let version = version.ok_or_else(Refusal::not_found)?;
    let done = versions::accept(db, staff.actor(), &item, version).await?;
    let seq = done.map_err(|why| refused(why, &item.url()))?;
    staff.app.settled(seq).await;
    staff.done(&item.url(), "media-replaced")
}

/// `GET /media/{code}/versions/{number}`: a version, in force or not, for staff of its unit.
pub(crate) async fn version(
    staff: Staff,
    Path((code, number)): Path<(String, i64)>,
    method: Method,
    headers: HeaderMap,
) -> Answer<axum::response::Response<Body>> {
    let item = seen(&staff, &code).await?;
    if !reaches(&staff, Right::ReadDocuments, item.unit_id) {
        return Err(Refusal::not_found().into());
    }
    let all = store::versions(&staff.app.db, item.id).await?;
    let version = all.into_iter().find(|version| version.number == number);
    let version = version.ok_or_else(Refusal::not_found)?;
    let content = Content {
        digest: version.digest,
        media_type: version.media_type,
        name: version.file_name,
        since: version.created_at,
    };
    Ok(serve(&staff.app, (&method, &headers), content, "private, no-cache").await?)
}

/// `POST /media/{code}/trash`
pub(crate) async fn trash(staff: Staff, Path(code): Path<String>, _: OwnForm) -> Answer {
    let item = owned(&staff, &code).await?;
    let done = versions::trash(&staff.app.db, staff.actor(), &item).await?;
    done.map_err(|why| refused(why, &item.url()))?;
    staff.done("/media", Message::new("media-trashed").with("count", 1_i64))
}

/// `POST /media/{code}/restoration`
pub(crate) async fn restore(staff: Staff, Path(code): Path<String>, _: OwnForm) -> Answer {
    let item = owned(&staff, &code).await?;
    versions::restore(&staff.app.db, staff.actor(), &item).await?;
    staff.done(&item.url(), "media-restored")
}

/// `POST /media/cleaning`: several unused items into the trash, each by itself.
pub(crate) async fn clean(staff: Staff, OwnForm(data): OwnForm) -> Answer {
    let mut done = 0_i64;
    let mut left = 0_i64;
    for code in data.all("keys").take(100) {
        let Ok(item) = owned(&staff, code).await else {
            left += 1;
            continue;
        };
        match versions::trash(&staff.app.db, staff.actor(), &item).await? {
            Ok(_) => done += 1,
            Err(_) => left += 1,
        }
    }
    let back = "/media?state=unused";
    match (done, left) {
        (0, 0) => staff.notice(back, "media-clean-none"),
        (_, 0) => staff.done(back, Message::new("media-trashed").with("count", done)),
        _ => staff.notice(
            back,
            Message::new("media-trashed-some").with("count", done).with("left", left),
        ),
    }
}
