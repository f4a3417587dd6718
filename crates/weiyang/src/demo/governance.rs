//! What the invented district has registered of its sites (article 8).

use platform::{Actor, Fault, FaultContext};
use site::site_identities::{ItemForm, register};
use structure::App;

use super::data::{IdentityRow, json};
use super::work::HOURS;

/// Writes the registers of chapters 2 and 3.
pub async fn load(app: &App) -> Result<(), Fault> {
    load_identities(app).await?;
    app.reload_tree().await
}

async fn load_identities(app: &App) -> Result<(), Fault> {
    let tree = app.tree();
    // The demo's clock begins some days back; terms are counted from the present.
    let today = app.clock().now().plus_seconds(HOURS * 3_600);
    for row in json::<Vec<IdentityRow>>("site_identities.json")? {
        let site = tree.site_by_code(&row.site).doing(format!("find the site {}", row.site))?;
        let unit = tree.unit_by_code(&row.unit).doing(format!("find the unit {}", row.unit))?;
        let form = ItemForm {
            value: row.kind.read(&row.value).doing(format!("read {}", row.value))?,
            document_number: row.document,
            issuer: row.issuer,
            unit: Some(unit.id),
            valid_from: row.valid_from,
            valid_until: row.ends_in_days.map(|days| today.plus_days(days).day()),
            reminder_days: vec![90, 30, 7],
            reason: row.reason,
        };
        register(app, (Actor::System, None), (site.id, row.kind), &form)
            .await
            .map_err(|stopped| Fault::new(format!("register {}: {stopped:?}", row.value)))?;
    }
    Ok(())
}
