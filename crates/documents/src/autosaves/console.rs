//! Where the editor sends what is typed, and the list of what one has typed and not saved.

use axum::response::IntoResponse;
use serde_json::{Value, json};
use structure::sessions::{OwnForm, require_own};
use structure::{ColumnId, Right, Staff};
use web::csrf::TOKEN_FIELD;
use web::extract::Path;
use web::{Answer, Refusal, Upload};

use super::model::{Place, Typed, moment_of};
use super::resumed::{address, clock};
use super::store;
use crate::context::Context;
use crate::documents;
use crate::documents::console::writing_unit;
use crate::room::open;

/// Fields of the form that say how it is sent, not what was typed.
const ABOUT_SENDING: &[&str] =
    &[TOKEN_FIELD, "autosave", "window", "before", "seconds_ago", "merged_with", "act"];

/// Bytes of one form's text: several times the longest body that can be saved.
const MOST_BYTES: usize = 8 << 20;

/// `POST /documents/{key}/autosaves`
pub(crate) async fn create(staff: Staff, Path(key): Path<String>, upload: Upload) -> Answer {
    require_own(&staff.session, upload.data.get(TOKEN_FIELD))?;
    let opened = open(staff, &key, Right::WriteDocuments).await?;
    let place = Place {
        document_id: Some(opened.document.id),
        column_id: opened.document.column_id,
        kind: opened.document.kind.clone(),
    };
    keep(&opened.staff, &place, &upload).await
}

/// `POST /autosaves`: of a document that isn't saved yet.
pub(crate) async fn create_of_new(staff: Staff, upload: Upload) -> Answer {
    require_own(&staff.session, upload.data.get(TOKEN_FIELD))?;
    let ctx = Context::of(&staff.app)?;
    let id = upload.data.get("column").parse().ok().map(ColumnId);
    let column = id.and_then(|id| ctx.tree.column(id)).ok_or_else(Refusal::bad_request)?;
    let kind = ctx.kinds.find(upload.data.get("kind")).ok_or_else(Refusal::bad_request)?;
    let unit = writing_unit(&staff, column).unwrap_or(column.unit_id);
    staff.require(Right::WriteDocuments, unit, column.id)?;
    let place = Place { document_id: None, column_id: column.id, kind: kind.code.to_owned() };
    keep(&staff, &place, &upload).await
}

async fn keep(staff: &Staff, place: &Place, upload: &Upload) -> Answer {
    let data = &upload.data;
    let now = staff.app.clock().now();
    let typed = data.pairs().filter(|(name, _)| !ABOUT_SENDING.contains(name));
    let typed = Typed {
        code: short(data.get("autosave")),
        window: short(data.get("window")),
        before: short(data.get("before")),
        based_on: data.get("based_on").parse().unwrap_or(0),
        typed_at: moment_of(now, data.get("seconds_ago").parse().unwrap_or(0)),
        fields: typed.map(|(name, value)| (name.to_owned(), value.to_owned())).collect(),
    };
    let size: usize = typed.fields.iter().map(|(name, value)| name.len() + value.len()).sum();
    if size > MOST_BYTES {
        return Err(Refusal::too_large().into());
    }
    let code = store::keep(&staff.app.db, staff.id(), place, &typed).await?;
    Ok(axum::Json(json!({ "code": code, "at": clock(typed.typed_at) })).into_response())
}

/// A code as a form carries it, of bounded length.
fn short(code: &str) -> String {
    code.chars().filter(char::is_ascii_alphanumeric).take(40).collect()
}

/// `GET /autosaves`
pub(crate) async fn index(staff: Staff) -> Answer {
    let ctx = Context::of(&staff.app)?;
    let mut lines = Vec::new();
    for one in store::of_account(&ctx.db, staff.id()).await? {
        let document = match one.document_id {
            Some(id) => documents::by_id(&ctx.db, id).await?,
            None => None,
        };
        let column = ctx.tree.column(one.column_id).map_or("", |column| column.name.as_str());
        let kind = ctx.kinds.find(&one.kind).map(|kind| staff.t(kind.name_key));
        let untitled = || staff.t("document-untitled");
        let title = if one.title.trim().is_empty() { untitled() } else { one.title.clone() };
        lines.push(json!({
            "title": title, "column": column, "kind": kind, "typed_at": one.typed_at,
            "is_new": one.document_id.is_none(), "url": address(&one, document.as_ref()),
            "removal_url": format!("/autosaves/{}/removal", one.code),
        }));
    }
    let title = staff.t("autosaves-title");
    let crumbs = json!([{ "name": staff.t("console-desk"), "url": "/" },
        { "name": title, "url": null }]);
    let context = json!({ "title": title, "breadcrumb": crumbs, "lines": Value::from(lines) });
    staff.page("autosaves/index.html", context)
}

/// `POST /autosaves/{code}/removal`: one's own only; others' existence is nobody's business.
pub(crate) async fn create_removal(
    staff: Staff,
    Path(code): Path<String>,
    OwnForm(data): OwnForm,
) -> Answer {
    let db = &staff.app.db;
    let found = store::by_code(db, staff.id(), &code).await?;
    let (found, _) = found.ok_or_else(Refusal::not_found)?;
    store::clear(db, staff.id(), &code).await?;
    let document = match found.document_id {
        Some(id) => documents::by_id(db, id).await?,
        None => None,
    };
    let back = match (data.get("back"), document) {
        ("form", Some(document)) => format!("/documents/{}/edit", document.key),
        ("form", None) => {
            format!("/documents/new?column={}&kind={}", found.column_id, found.kind)
        }
        _ => "/autosaves".to_owned(),
    };
    staff.done(&back, "autosave-removed")
}
