//! What the API answers, as programs read it.

use documents::kinds::Validity;
use documents::live::LiveItem;
use platform::{Fault, FaultContext, Time};
use serde::Serialize;
use structure::visitor::Visitor;
use structure::{ColumnId, UnitId};
use utoipa::ToSchema;
use web::{Rendered, Tag};

use crate::lists::item_url;

/// A column as a reference.
#[derive(Serialize, ToSchema)]
pub struct ColumnRef {
    /// Path from the site's root.
    #[schema(example = "zwgk/tzgg")]
    pub path: String,
    /// Its name.
    #[schema(example = "通知公告")]
    pub name: String,
}

/// A unit as a reference.
#[derive(Serialize, ToSchema)]
pub struct UnitRef {
    /// Its code.
    #[schema(example = "mzj")]
    pub code: String,
    /// Its name.
    #[schema(example = "区民政局")]
    pub name: String,
}

/// A document in a list.
#[derive(Serialize, ToSchema)]
pub struct DocumentItem {
    /// Its public id: stable, whatever happens to its address.
    #[schema(example = "9pqj3k5rtz")]
    pub id: String,
    /// Its title.
    pub title: String,
    /// Its canonical address.
    pub url: String,
    /// When it was published; null if that is not known.
    #[schema(example = "2026-11-20T09:12:00+08:00")]
    pub published_at: Option<String>,
    /// A sentence or two.
    pub summary: String,
    /// The code of its kind.
    #[schema(example = "notices")]
    pub r#type: String,
    /// Its home column.
    pub column: Option<ColumnRef>,
    /// The unit that answers for it.
    pub unit: Option<UnitRef>,
    /// 发文字号.
    pub number: Option<String>,
    /// 有效性: `in_force`, `amended`, `repealed`, `expired`.
    pub validity: Option<String>,
}

/// A reference to a column.
pub fn column_ref(visitor: &Visitor, id: ColumnId) -> Option<ColumnRef> {
    let column = visitor.tree.column(id)?;
    Some(ColumnRef { path: column.path.clone(), name: column.name.clone() })
}

/// A reference to a unit.
pub fn unit_ref(visitor: &Visitor, id: UnitId) -> Option<UnitRef> {
    let unit = visitor.tree.unit(id)?;
    Some(UnitRef { code: unit.code.clone(), name: unit.name.clone() })
}

/// An instant as programs read it; imports without a date have none.
pub fn instant(time: Time) -> Option<String> {
    (time.0 > 0).then(|| time.rfc3339())
}

/// A document of a list.
pub fn document_item(visitor: &Visitor, item: &LiveItem) -> DocumentItem {
    let today = visitor.app.clock().now().day();
    DocumentItem {
        id: item.key.clone(),
        title: item.card.title.clone(),
        url: visitor.absolute(&item_url(visitor, item)),
        published_at: instant(item.published_at),
        summary: item.card.summary.clone(),
        r#type: item.kind.clone(),
        column: column_ref(visitor, item.column_id),
        unit: unit_ref(visitor, item.unit_id),
        number: item.card.number.clone(),
        validity: item.card.validity_on(today).map(Validity::word).map(str::to_owned),
    }
}

/// An answer for the cache: JSON, readable from anywhere, with the tags of what it shows.
pub fn rendered(value: &impl Serialize, tags: Vec<Tag>) -> Result<Rendered, Fault> {
    let body = serde_json::to_vec(value).doing("write an API answer")?;
    let kind = http::HeaderValue::from_static("application/json");
    let mut page = Rendered::new(kind, body, tags);
    page.headers
        .push((http::header::ACCESS_CONTROL_ALLOW_ORIGIN, http::HeaderValue::from_static("*")));
    Ok(page)
}
