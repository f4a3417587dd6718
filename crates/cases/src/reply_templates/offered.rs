//! Templates at a case: filled in, and counted when an answer goes to its review.

use platform::Fault;
use serde_json::{Value, json};
use structure::Staff;
use web::form_data::FormData;

use super::model::filled;
use super::store::{count, of_unit};
use crate::cases::CaseRecord;

/// Uses of one answer that are counted at most.
const COUNTED: usize = 8;

/// What the unit that has a case may put into its answer.
pub(crate) async fn offered(staff: &Staff, record: &CaseRecord) -> Result<Vec<Value>, Fault> {
    let app = &staff.app;
    let tree = app.tree();
    let unit = tree.unit(record.unit_id).map_or("", |unit| unit.name.as_str());
    let due = record.answer_due.map(platform::Time::date).unwrap_or_default();
    let templates = of_unit(&app.db, record.unit_id).await?;
    Ok(templates
        .iter()
        .map(|one| {
            let owner = if one.unit_id.is_some() { unit } else { "" };
            json!({
                "id": one.id.to_string(), "name": one.name, "owner": owner, "used": one.used,
                "text": filled(&one.body, (&record.receipt, unit, &due)),
                "use_url": format!("/cases/{}?template={}#case-acts", record.receipt, one.id),
            })
        })
        .collect())
}

/// Counts the templates that an answer was written with: those that its unit may use, each once.
pub(crate) async fn used(staff: &Staff, record: &CaseRecord, data: &FormData) -> Result<(), Fault> {
    let named: Vec<&str> = data.all("template").take(COUNTED).collect();
    if named.is_empty() {
        return Ok(());
    }
    for one in of_unit(&staff.app.db, record.unit_id).await? {
        if named.contains(&one.id.to_string().as_str()) {
            count(&staff.app.db, staff.actor(), one.id).await?;
        }
    }
    Ok(())
}
