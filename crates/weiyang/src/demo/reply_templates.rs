//! The invented district's reply templates: one of a unit and one for all.

use cases::reply_templates::{TemplateForm, insert};
use platform::{Actor, Fault, FaultContext};
use serde::Deserialize;
use structure::App;

use super::data::json;
use super::tree;

/// A template, with the code of its unit; without one it is for the whole district.
#[derive(Deserialize)]
struct TemplateRow {
    unit: Option<String>,
    name: String,
    body: String,
}

/// Keeps every template.
pub async fn load(app: &App) -> Result<(), Fault> {
    let rows: Vec<TemplateRow> = json("reply_templates.json")?;
    for row in rows {
        let unit = match &row.unit {
            Some(code) => {
                let unit = tree(app).unit_by_code(code).map(|unit| unit.id);
                Some(unit.doing(format!("find the unit {code}"))?)
            }
            None => None,
        };
        let form = TemplateForm { unit, name: row.name, body: row.body };
        insert(&app.db, (Actor::System, None), &form).await?;
    }
    Ok(())
}
