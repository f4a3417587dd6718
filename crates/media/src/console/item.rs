//! One item: what it is, what is said about it, who uses it.

use http::StatusCode;
use serde_json::{Value, json};
use structure::sessions::OwnForm;
use structure::{Right, Staff};
use web::extract::Path;
use web::{Answer, Error, FieldError, FormData, FormState};

use super::upload::said_wrong;
use super::{crumbs, owned, reaches, refused, seen};
use crate::intake::refocused;
use crate::items::store::{Change, change};
use crate::items::{Item, ItemKind, MediaRefusal, Version, store};
use crate::uses;
use pictures::Focus;

/// `GET /media/{code}`
pub(crate) async fn show(staff: Staff, Path(code): Path<String>) -> Answer {
    let item = seen(&staff, &code).await?;
    let state = state_of(&staff, &item).await?;
    page(&staff, StatusCode::OK, &item, state).await
}

/// The form with what is said about the item now.
pub(super) async fn state_of(staff: &Staff, item: &Item) -> Result<FormState, Error> {
    let folder = match item.folder_id {
        Some(id) => store::folder_name(&staff.app.db, id).await?,
        None => String::new(),
    };
    let mut values = FormData::default();
    values.push("name", item.name.clone());
    values.push("alt", item.alt.clone());
    values.push("folder", folder);
    values.push("focal_x", (item.focal_x / 10).to_string());
    values.push("focal_y", (item.focal_y / 10).to_string());
    Ok(FormState::of(values))
}

/// `POST /media/{code}`
pub(crate) async fn update(
    staff: Staff,
    Path(code): Path<String>,
    OwnForm(data): OwnForm,
) -> Answer {
    let item = owned(&staff, &code).await?;
    if item.trashed_at.is_some() {
        return Err(refused(MediaRefusal::Trashed, &item.url()));
    }
    let focus = match read(&item, &data) {
        Ok(focus) => focus,
        Err(state) => return page(&staff, StatusCode::UNPROCESSABLE_ENTITY, &item, state).await,
    };
    let db = &staff.app.db;
    // A picture that visitors see is cropped anew by whoever may publish.
    let moved = focus != item.focus();
    if moved
        && store::is_public(db, item.id).await?
        && !reaches(&staff, Right::PublishDocuments, item.unit_id)
    {
        return Err(refused(MediaRefusal::Public, &item.url()));
    }
    let version = store::version_of(db, &item).await?.filter(|_| moved);
    let renditions = match version {
        Some(version) => Some(refocused(&staff.app, &version.digest, focus).await?),
        None => None,
    };
    let text = |name: &str| data.get(name).trim().to_owned();
    let to =
        Change { name: text("name"), alt: text("alt"), folder: text("folder"), focus, renditions };
    let seq = change(db, staff.actor(), &item, &to).await?;
    staff.app.settled(seq).await;
    staff.done(&item.url(), "media-changed")
}

/// The focus that was typed, or everything wrong with the form.
fn read(item: &Item, data: &FormData) -> Result<Focus, FormState> {
    let mut errors = said_wrong(data);
    if data.get("name").trim().is_empty() {
        errors.push(FieldError::new("name", "media-name-missing"));
    }
    let mut share = |name: &'static str, before: i64| {
        let typed = data.get(name).trim();
        if typed.is_empty() {
            return before;
        }
        let percent = typed.parse::<i64>().ok().filter(|percent| (0..=100).contains(percent));
        if percent.is_none() {
            errors.push(FieldError::new(name, "media-focal-wrong"));
        }
        percent.map_or(before, |percent| percent * 10)
    };
    let focus = if item.kind == ItemKind::Image {
        Focus { x: share("focal_x", item.focal_x), y: share("focal_y", item.focal_y) }
    } else {
        item.focus()
    };
    if errors.is_empty() { Ok(focus) } else { Err(FormState { values: data.clone(), errors }) }
}

pub(super) async fn page(
    staff: &Staff,
    status: StatusCode,
    item: &Item,
    state: FormState,
) -> Answer {
    let db = &staff.app.db;
    let tree = staff.app.tree();
    let versions = store::versions(db, item.id).await?;
    let now = versions.iter().find(|version| version.number == item.version);
    let renditions = match now {
        Some(version) => store::renditions(db, version.id).await?,
        None => Vec::new(),
    };
    let uses = uses::of_item(db, item.id).await?;
    let public = uses.iter().any(|one| one.stage == "live");
    let shown_uses: Vec<Value> = uses
        .iter()
        .map(|one| {
            let known = reaches(staff, Right::ReadDocuments, one.unit_id);
            let unit = tree.unit(one.unit_id).map_or("", |unit| unit.name.as_str());
            json!({
                "title": known.then_some(&one.title),
                "url": known.then(|| format!("/documents/{}", one.key)),
                "unit": unit, "live": one.stage == "live",
            })
        })
        .collect();
    let folders = super::folder_choices(staff).await?;
    let may = reaches(staff, Right::WriteDocuments, item.unit_id);
    let crops: Vec<Value> = renditions
        .iter()
        .filter(|one| matches!(one.name.as_str(), "wide.webp" | "card.webp" | "square.webp"))
        .map(|one| {
            let url = format!("{}?{}", item.file_url(&one.name), item.updated_at.0);
            json!({ "url": url, "width": one.width, "height": one.height })
        })
        .collect();
    let preview = renditions.iter().rfind(|one| {
        one.media_type == "image/webp"
            && one.width <= 960
            && !one.name.starts_with(char::is_alphabetic)
    });
    let preview = preview.map(|one| item.file_url(&one.name));
    let shown_versions: Vec<Value> =
        versions.iter().map(|version| version_line(staff, item, version)).collect();
    let acts = acts(staff, item, may, uses.is_empty());
    let shown = json!({
        "code": item.code, "name": item.name, "kind": item.kind, "alt": item.alt,
        "kind_name": staff.t(item.kind.key()), "url": item.url(),
        "file_url": item.file_url("file"), "preview_url": preview, "public": public,
        "unit": tree.unit(item.unit_id).map_or("", |unit| unit.name.as_str()),
        "trashed": item.trashed_at.is_some(), "focal_x": item.focal_x / 10, "focal_y": item.focal_y / 10,
        "media_type": now.map(|now| now.media_type.as_str()),
        "file_name": now.map(|now| now.file_name.as_str()),
        "size": now.map(|now| now.size), "width": now.and_then(|now| now.width),
        "height": now.and_then(|now| now.height), "created_at": item.created_at,
        "may_change": may && item.trashed_at.is_none(), "crops": crops,
    });
    let context = json!({
        "title": item.name, "breadcrumb": crumbs(staff, Some(&item.name)), "item": shown,
        "versions": shown_versions, "acts": acts, "uses": shown_uses, "folders": folders, "form": state.shown(&staff.app.messages),
    });
    staff.page_with(status, "media/show.html", context)
}

fn version_line(staff: &Staff, item: &Item, version: &Version) -> Value {
    let waits = version.accepted_at.is_none();
    let reads = reaches(staff, Right::ReadDocuments, item.unit_id);
    let may = reaches(staff, Right::PublishDocuments, item.unit_id)
        && version.created_by != Some(staff.id());
    json!({
        "number": version.number, "file_name": version.file_name, "size": version.size,
        "note": version.note, "created_at": version.created_at, "waits": waits,
        "current": version.number == item.version,
        "url": reads.then(|| format!("{}/versions/{}", item.url(), version.number)),
        "accept_url": (waits && may)
            .then(|| format!("{}/versions/{}/acceptance", item.url(), version.number)),
    })
}

/// Into the trash, or out of it.
fn acts(staff: &Staff, item: &Item, may: bool, unused: bool) -> Vec<Value> {
    let act = |key: &str, word: &str, tone: &str, confirm: Option<String>| {
        json!({
            "name": staff.t(key), "url": format!("{}/{word}", item.url()), "method": "post",
            "tone": tone, "confirm": confirm,
        })
    };
    match item.trashed_at {
        _ if !may => Vec::new(),
        Some(_) => vec![act("media-restore", "restoration", "default", None)],
        None if unused => {
            let confirm = Some(staff.t("media-trash-confirm"));
            vec![act("media-trash", "trash", "danger", confirm)]
        }
        None => Vec::new(),
    }
}
