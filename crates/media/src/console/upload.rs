//! Bringing files into the library.

use http::StatusCode;
use serde_json::json;
use structure::sessions::require_own;
use structure::{Right, Staff};
use web::csrf::TOKEN_FIELD;
use web::{Answer, FieldError, FormData, FormState, Message, Upload};

use super::{crumbs, reaches, unit_choices};
use crate::intake::take_in;
use crate::items::{Added, NewItem, add};
use pictures::Focus;

/// The longest alternative text.
pub(super) const LONGEST_ALT: usize = 300;
/// The longest name of an item or a folder.
pub(super) const LONGEST_NAME: usize = 120;

/// `GET /media/new`
pub(crate) async fn new(staff: Staff) -> Answer {
    let tree = staff.app.tree();
    let own = staff.account.unit_id.and_then(|id| tree.unit(id));
    let mut values = FormData::default();
    values.push("unit", own.map_or("", |unit| unit.code.as_str()));
    form(&staff, StatusCode::OK, FormState::of(values), &[]).await
}

/// `POST /media`: every good file is kept; those that are refused are named.
pub(crate) async fn create(staff: Staff, upload: Upload) -> Answer {
    require_own(&staff.session, upload.data.get(TOKEN_FIELD))?;
    let data = &upload.data;
    let tree = staff.app.tree();
    let unit = tree.unit_by_code(data.get("unit")).map(|unit| unit.id);
    let unit = unit.filter(|unit| reaches(&staff, Right::WriteDocuments, *unit));
    let mut errors = said_wrong(data);
    if unit.is_none() {
        errors.push(FieldError::new("unit", "media-unit-missing"));
    }
    if upload.files_of("files").next().is_none() {
        errors.push(FieldError::new("files", "media-files-missing"));
    }
    let Some(unit) = unit.filter(|_| errors.is_empty()) else {
        let state = FormState { values: data.clone(), errors };
        return form(&staff, StatusCode::UNPROCESSABLE_ENTITY, state, &[]).await;
    };
    let mut added = Vec::new();
    for file in upload.files_of("files") {
        match take_in(&staff.app, file, Focus::MIDDLE).await? {
            Ok(intake) => {
                let new = NewItem {
                    unit_id: unit,
                    folder: data.get("folder").trim().to_owned(),
                    alt: data.get("alt").trim().to_owned(),
                    intake,
                };
                let one = add(&staff.app.db, staff.actor(), &new).await?;
                added.push((one, file.name.clone()));
            }
            Err(why) => errors.push(FieldError::new("files", why.message(&file.name))),
        }
    }
    if !errors.is_empty() {
        let state = FormState { values: data.clone(), errors };
        return form(&staff, StatusCode::UNPROCESSABLE_ENTITY, state, &added).await;
    }
    let count = i64::try_from(added.len()).unwrap_or(0);
    let url = match added.as_slice() {
        [(one, _)] => format!("/media/{}", one.code),
        _ => "/media".to_owned(),
    };
    staff.done(&url, Message::new("media-added").with("count", count))
}

/// What is wrong with the words of a form about items.
pub(super) fn said_wrong(data: &FormData) -> Vec<FieldError> {
    let mut errors = Vec::new();
    for (field, most) in [("alt", LONGEST_ALT), ("folder", LONGEST_NAME), ("name", LONGEST_NAME)] {
        let text = data.get(field).trim();
        if text.chars().count() > most {
            let limit = i64::try_from(most).unwrap_or(0);
            errors
                .push(FieldError::new(field, Message::new("media-too-long").with("limit", limit)));
        }
        if text.chars().any(char::is_control) {
            errors.push(FieldError::new(field, "web-field-control"));
        }
    }
    errors
}

async fn form(
    staff: &Staff,
    status: StatusCode,
    state: FormState,
    added: &[(Added, String)],
) -> Answer {
    let units = unit_choices(staff, state.values.get("unit"));
    let folders = super::folder_choices(staff).await?;
    let added: Vec<_> = added
        .iter()
        .map(|(one, name)| json!({ "name": name, "url": format!("/media/{}", one.code) }))
        .collect();
    let title = staff.t("media-new");
    let context = json!({
        "title": title, "breadcrumb": crumbs(staff, Some(&title)), "units": units,
        "folders": folders, "added": added, "form": state.shown(&staff.app.messages),
        "megabytes": staff.app.settings.uploads.megabytes,
    });
    staff.page_with(status, "media/new.html", context)
}
