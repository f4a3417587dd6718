//! `GET /media`: the library, searched and narrowed.

use serde::Deserialize;
use serde_json::{Value, json};
use structure::{Right, Staff};
use web::extract::Query;
use web::template_functions::query_encode;
use web::{Answer, Pager};

use super::{crumbs, reaches};
use crate::items::store::{Line, list};
use crate::items::{ItemKind, ListFilter, store};

/// Tiles on a page.
pub(super) const SIZE: i64 = 24;

/// What the address asks for.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub(crate) struct Asked {
    pub(super) query: String,
    pub(super) kind: String,
    pub(super) unit: String,
    pub(super) folder: String,
    pub(super) state: String,
    pub(super) page: Option<i64>,
}

impl Asked {
    fn filter(&self, staff: &Staff) -> ListFilter {
        ListFilter {
            words: self.query.chars().take(100).collect(),
            kind: ItemKind::parse(&self.kind),
            unit: staff.app.tree().unit_by_code(&self.unit).map(|unit| unit.id),
            folder: self.folder.clone(),
            unused: self.state == "unused",
            trashed: self.state == "trashed",
        }
    }

    fn url(&self, page: u64) -> String {
        let mut url = format!("/media?page={page}");
        let fields = [
            ("query", &self.query),
            ("kind", &self.kind),
            ("unit", &self.unit),
            ("folder", &self.folder),
            ("state", &self.state),
        ];
        for (name, value) in fields.into_iter().filter(|(_, value)| !value.is_empty()) {
            url.extend(["&", name, "=", &query_encode(value)]);
        }
        url
    }
}

/// The library.
pub(crate) async fn index(staff: Staff, Query(asked): Query<Asked>) -> Answer {
    let scope = staff.scope(Right::ReadDocuments);
    let db = &staff.app.db;
    let page = asked.page.unwrap_or(1).clamp(1, 100_000);
    let within = (SIZE, (page - 1) * SIZE);
    let (lines, total) = list(db, &scope, &asked.filter(&staff), within).await?;
    let number = |n: i64| u64::try_from(n).unwrap_or(0);
    let pager = Pager::new(number(page), number(total), number(SIZE), |page| asked.url(page))?;
    let folders = store::folders(db, &scope).await?;
    let tiles: Vec<Value> = lines.iter().map(|line| tile(&staff, line)).collect();
    let may_write = staff.rights.anywhere(Right::WriteDocuments);
    staff.page(
        "media/index.html",
        json!({
            "title": staff.t("media-title"), "breadcrumb": crumbs(&staff, None), "tiles": tiles,
            "total": total, "pager": pager, "query": asked.query,
            "filters": filters(&staff, &asked, &folders), "state": asked.state,
            "bulk": bulk(&staff, &asked, may_write), "new_url": may_write.then_some("/media/new"),
        }),
    )
}

/// What is unused can be cleaned up from its list.
fn bulk(staff: &Staff, asked: &Asked, may_write: bool) -> Value {
    if !may_write || asked.state != "unused" {
        return Value::Null;
    }
    let trash = json!({ "name": staff.t("media-trash"), "value": "trash", "tone": "danger" });
    json!({ "url": "/media/cleaning", "actions": [trash] })
}

fn filters(staff: &Staff, asked: &Asked, folders: &[String]) -> Vec<Value> {
    let filter = |name: &str, key: &str, chosen: &str, options: Vec<(String, String)>| {
        let all = (String::new(), staff.t(&format!("{key}-all")));
        let options: Vec<Value> = std::iter::once(all)
            .chain(options)
            .map(|(value, label)| {
                let selected = value == chosen;
                json!({ "value": value, "label": label, "selected": selected })
            })
            .collect();
        json!({ "name": name, "label": staff.t(key), "options": options })
    };
    let kinds = ItemKind::ALL.iter().map(|kind| (kind.word().to_owned(), staff.t(kind.key())));
    let tree = staff.app.tree();
    let units = tree.units().iter().filter(|unit| reaches(staff, Right::ReadDocuments, unit.id));
    let units = units.map(|unit| (unit.code.clone(), unit.name.clone())).collect();
    let folders = folders.iter().map(|name| (name.clone(), name.clone())).collect();
    let states = ["unused", "trashed"];
    let states = states.map(|word| (word.to_owned(), staff.t(&format!("media-state-{word}"))));
    vec![
        filter("kind", "media-kind", &asked.kind, kinds.collect()),
        filter("unit", "media-unit", &asked.unit, units),
        filter("folder", "media-folder", &asked.folder, folders),
        filter("state", "media-state", &asked.state, states.to_vec()),
    ]
}

/// An item as a tile: its picture or what it is, its name, where it is used.
pub(super) fn tile(staff: &Staff, line: &Line) -> Value {
    let tree = staff.app.tree();
    let item = &line.item;
    let unit = tree.unit(item.unit_id).map_or("", |unit| unit.name.as_str());
    // WebP is what every browser of the console shows, and there always is one.
    let picture = (item.kind == ItemKind::Image).then(|| item.file_url("card.webp"));
    json!({
        "code": item.code, "url": item.url(), "name": item.name, "alt": item.alt,
        "kind": item.kind, "kind_name": staff.t(item.kind.key()), "picture": picture,
        "file_url": item.file_url("file"), "extension": line.extension, "size": line.size,
        "width": line.width, "height": line.height, "uses": line.uses, "unit": unit,
        "folder": line.folder, "updated_at": item.updated_at,
        "needs_alt": item.kind == ItemKind::Image && item.alt.is_empty(),
        "may_trash": line.uses == 0 && reaches(staff, Right::WriteDocuments, item.unit_id),
    })
}

/// `GET /media/picker`: what the editor offers to put into a text.
pub(crate) async fn picker(staff: Staff, Query(asked): Query<Asked>) -> Answer {
    let scope = staff.scope(Right::ReadDocuments);
    let filter = ListFilter { unused: false, trashed: false, ..asked.filter(&staff) };
    let (lines, _) = list(&staff.app.db, &scope, &filter, (SIZE, 0)).await?;
    let tiles: Vec<Value> = lines.iter().map(|line| tile(&staff, line)).collect();
    staff.page("media/picker.html", json!({ "tiles": tiles }))
}
