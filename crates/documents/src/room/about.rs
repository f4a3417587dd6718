//! A document in the words that every page about it shows.

use serde_json::{Value, json};
use structure::columns::Column;
use structure::{App, Staff, Tree, UnitId};

use super::opening::Opened;
use crate::addresses;
use crate::documents::{Document, DocumentState};

/// Puts a value into a JSON map.
pub(crate) fn put(map: &mut Value, name: &str, value: impl Into<Value>) {
    if let Some(map) = map.as_object_mut() {
        map.insert(name.to_owned(), value.into());
    }
}

/// The state's code for its colour and its name.
pub(crate) fn state_of(staff: &Staff, document: &Document) -> Value {
    if document.trashed_at.is_some() {
        return json!({ "code": "trashed", "name": staff.t("document-state-trashed") });
    }
    if document.state == DocumentState::Draft && document.is_live() {
        let name = staff.t("document-state-published-changed");
        return json!({ "code": "published_changed", "name": name });
    }
    json!({ "code": document.state.word(), "name": staff.t(document.state.key()) })
}

/// The unit's name.
pub fn unit_name(tree: &Tree, id: UnitId) -> String {
    tree.unit(id).map(|unit| unit.name.clone()).unwrap_or_default()
}

/// The public address as people use it.
pub fn absolute(app: &App, path: &str) -> String {
    if !path.starts_with('/') {
        return path.to_owned();
    }
    let public = &app.settings.public;
    let base = public.base_url.clone().unwrap_or_else(|| format!("http://{}", public.address));
    format!("{}{path}", base.trim_end_matches('/'))
}

/// Where visitors see the document, if they do.
pub(crate) fn public_url(opened: &Opened) -> Option<String> {
    let path = addresses::url_of(&opened.ctx.tree, &opened.document);
    path.filter(|_| opened.document.is_live()).map(|path| absolute(&opened.staff.app, &path))
}

/// The head of every page about a document. `number`: of the revision it is about, if it is about one.
pub(crate) fn document_line(opened: &Opened, number: impl Into<Option<i64>>) -> Value {
    let Opened { staff, ctx, document, kind } = opened;
    let column = ctx.tree.column(document.column_id);
    let mut flags = Vec::new();
    if document.emergency_open {
        flags.push(json!({ "name": staff.t("document-flag-emergency"), "tone": "danger" }));
    }
    if document.is_live() && document.state != DocumentState::Published {
        flags.push(json!({ "name": staff.t("document-flag-live"), "tone": "good" }));
    }
    json!({
        "key": document.key, "title": document.title, "kind_name": staff.t(kind.name_key),
        "column": {
            "name": column.map_or("", |column| column.name.as_str()),
            "url": column.map(|column| format!("/documents?column={}", column.id)),
        },
        "unit_name": unit_name(&ctx.tree, document.unit_id),
        "state": state_of(staff, document), "revision_number": number.into(),
        "public_url": public_url(opened), "live": document.is_live(), "url": opened.url(),
        "flags": flags,
    })
}

/// Desk, list, document, page.
pub(crate) fn breadcrumb(opened: &Opened, page: Option<&str>) -> Value {
    let staff = &opened.staff;
    let own = page.is_some().then(|| opened.url());
    let mut crumbs = vec![
        json!({ "name": staff.t("console-desk"), "url": "/" }),
        json!({ "name": staff.t("documents-all"), "url": "/documents" }),
        json!({ "name": opened.document.title, "url": own }),
    ];
    crumbs.extend(page.map(|page| json!({ "name": page, "url": null })));
    Value::Array(crumbs)
}

/// Columns to pick from, with their place in words.
pub fn column_choices(
    tree: &Tree,
    allowed: impl Fn(&Column) -> bool,
    chosen: impl Fn(&Column) -> bool,
) -> Vec<Value> {
    let mut columns: Vec<(String, &Column)> = tree
        .columns()
        .iter()
        .filter(|column| allowed(column))
        .map(|column| (place_of(tree, column), column))
        .collect();
    columns.sort_by(|one, other| one.0.cmp(&other.0));
    columns
        .into_iter()
        .map(|(path, column)| {
            let selected = chosen(column);
            json!({
                "value": column.id.to_string(), "name": column.name, "path": path,
                "selected": selected,
            })
        })
        .collect()
}

/// `站点 › 栏目 › 子栏目`.
pub(crate) fn place_of(tree: &Tree, column: &Column) -> String {
    let site = tree.site(column.site_id).map(|site| site.short_name.clone()).unwrap_or_default();
    let names = tree.path_to(column.id).into_iter().map(|above| above.name.clone());
    std::iter::once(site).chain(names).collect::<Vec<_>>().join(" › ")
}
