//! `GET /api/v1/columns` and `/api/v1/units`

use serde::Serialize;
use structure::visitor::Visitor;
use utoipa::ToSchema;
use web::{Answer, Tag};

use super::shapes::{UnitRef, rendered, unit_ref};

/// A column.
#[derive(Serialize, ToSchema)]
pub struct ApiColumn {
    /// Path from the site's root.
    pub path: String,
    /// Its name.
    pub name: String,
    /// What it is for.
    pub description: String,
    /// 栏目类型.
    pub column_type: String,
    /// The path of the column above.
    pub parent: Option<String>,
    /// 内容保障单位.
    pub unit: Option<UnitRef>,
    /// 更新频率 in days.
    pub update_days: Option<i64>,
    /// Its page.
    pub url: String,
}

/// All columns of the site.
#[derive(Serialize, ToSchema)]
pub struct Columns {
    /// In the order of the navigation.
    pub items: Vec<ApiColumn>,
}

/// A unit.
#[derive(Serialize, ToSchema)]
pub struct ApiUnit {
    /// Its code.
    pub code: String,
    /// Its name.
    pub name: String,
    /// With city and district.
    pub full_name: String,
    /// The code of the unit above.
    pub parent: Option<String>,
    /// 机构职能.
    pub duties: String,
    /// Telephone for the public.
    pub phone: String,
    /// Where it is.
    pub address: String,
    /// Its page.
    pub url: String,
}

/// All units of the district.
#[derive(Serialize, ToSchema)]
pub struct Units {
    /// In their order.
    pub items: Vec<ApiUnit>,
}

/// Lists the site's columns.
#[utoipa::path(get, path = "/api/v1/columns", tag = "registers", responses((status = 200, body = Columns)))]
pub async fn columns(visitor: Visitor) -> Answer {
    visitor
        .page("", async |visitor| {
            let tree = &visitor.tree;
            let own = tree.columns().iter().filter(|column| column.site_id == visitor.site_id);
            let items = own.map(|column| ApiColumn {
                path: column.path.clone(),
                name: column.name.clone(),
                description: column.description.clone(),
                column_type: column.column_type.clone(),
                parent: column.parent_id.and_then(|id| tree.column(id)).map(|c| c.path.clone()),
                unit: unit_ref(&visitor, column.unit_id),
                update_days: column.update_days,
                url: visitor.absolute(&visitor.column_url(column)),
            });
            Ok(rendered(&Columns { items: items.collect() }, vec![Tag::from("structure")])?)
        })
        .await
}

/// Lists the district's units.
#[utoipa::path(get, path = "/api/v1/units", tag = "registers", responses((status = 200, body = Units)))]
pub async fn units(visitor: Visitor) -> Answer {
    visitor
        .page("", async |visitor| {
            let tree = &visitor.tree;
            let items = tree.units().iter().map(|unit| ApiUnit {
                code: unit.code.clone(),
                name: unit.name.clone(),
                full_name: unit.full_name.clone(),
                parent: unit.parent_id.and_then(|id| tree.unit(id)).map(|above| above.code.clone()),
                duties: unit.duties.clone(),
                phone: unit.phone.clone(),
                address: unit.address.clone(),
                url: visitor.absolute(&visitor.url(&format!("units/{}", unit.code))),
            });
            Ok(rendered(&Units { items: items.collect() }, vec![Tag::from("structure")])?)
        })
        .await
}
