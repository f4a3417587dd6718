//! The library's rooms.

pub(crate) mod acts;
pub(crate) mod item;
pub(crate) mod list;
pub(crate) mod upload;

use serde_json::{Value, json};
use structure::rights::ScopePart;
use structure::{Right, Staff, UnitId};
use web::{Error, Refusal};

use crate::items::{Item, MediaRefusal, store};

/// Whether a right reaches a unit, whatever columns it is bound to: the library has none.
pub(crate) fn reaches(staff: &Staff, right: Right, unit: UnitId) -> bool {
    let within = |part: &ScopePart| part.units.contains(unit.0);
    staff.scope(right).parts.iter().any(within)
}

/// The item, if this person may see it: their units', or public anyway.
pub(crate) async fn seen(staff: &Staff, code: &str) -> Result<Item, Error> {
    let db = &staff.app.db;
    let item = store::by_code(db, code).await?.ok_or_else(Refusal::not_found)?;
    if reaches(staff, Right::ReadDocuments, item.unit_id) || store::is_public(db, item.id).await? {
        return Ok(item);
    }
    Err(Refusal::not_found().into())
}

/// The item, if this person may change it.
pub(crate) async fn owned(staff: &Staff, code: &str) -> Result<Item, Error> {
    let item = seen(staff, code).await?;
    if reaches(staff, Right::WriteDocuments, item.unit_id) {
        return Ok(item);
    }
    Err(structure::staff::out_of_scope(Right::WriteDocuments).into())
}

/// A rule's refusal, with the way back.
pub(crate) fn refused(why: MediaRefusal, back: &str) -> Error {
    let next = format!("{}-next", why.key());
    Refusal::conflict().saying(why.key()).next(next).link(back, "media-back").into()
}

/// The units for which this person may write, as choices.
pub(crate) fn unit_choices(staff: &Staff, chosen: &str) -> Vec<Value> {
    let tree = staff.app.tree();
    tree.units()
        .iter()
        .filter(|unit| reaches(staff, Right::WriteDocuments, unit.id))
        .map(|unit| json!({ "value": unit.code, "label": unit.name, "selected": unit.code == chosen }))
        .collect()
}

/// The folders of the units for which this person may write, as choices.
pub(crate) async fn folder_choices(staff: &Staff) -> Result<Vec<Value>, Error> {
    let names = store::folders(&staff.app.db, &staff.scope(Right::WriteDocuments)).await?;
    Ok(names.into_iter().map(|name| json!({ "value": name, "label": name })).collect())
}

/// The way to the library.
pub(crate) fn crumbs(staff: &Staff, last: Option<&str>) -> Value {
    let url = last.map(|_| "/media");
    let mut crumbs = vec![
        json!({ "name": staff.t("console-desk"), "url": "/" }),
        json!({ "name": staff.t("media-title"), "url": url }),
    ];
    crumbs.extend(last.map(|name| json!({ "name": name, "url": null })));
    Value::Array(crumbs)
}
