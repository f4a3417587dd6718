//! Units, sites and columns of the invented district.

use std::collections::HashMap;

use platform::{Actor, Db, Fault, FaultContext};
use structure::columns::{ColumnForm, add_column};
use structure::sites::{SiteForm, add_site};
use structure::units::{UnitForm, add_unit};
use structure::{ColumnId, SiteId, UnitId};

use super::data::{ColumnRow, UnitRow, json};

/// Writes units, sites and columns.
pub async fn load(db: &Db) -> Result<(), Fault> {
    let units = load_units(db).await?;
    let sites = load_sites(db).await?;
    load_columns(db, &units, &sites).await
}

async fn load_units(db: &Db) -> Result<HashMap<String, UnitId>, Fault> {
    let mut ids = HashMap::new();
    for row in json::<Vec<UnitRow>>("units.json")? {
        let parent = match &row.parent {
            Some(code) => Some(*ids.get(code).doing(format!("find the unit {code}"))?),
            None => None,
        };
        let form = UnitForm {
            code: row.code.clone(),
            name: row.name,
            full_name: row.full_name,
            short_name: row.short,
            parent: row.parent.unwrap_or_default(),
            kind: row.kind,
            agency_word: row.agency_word,
            phone: row.phone,
            address: row.address,
            duties: row.duties,
            position: row.order,
        };
        let (id, _) = add_unit(db, Actor::System, &form, parent).await?;
        ids.insert(row.code, id);
    }
    Ok(ids)
}

async fn load_sites(db: &Db) -> Result<HashMap<String, SiteId>, Fault> {
    let mut ids = HashMap::new();
    for (position, mut form) in (0_i64..).zip(json::<Vec<SiteForm>>("sites.json")?) {
        form.main = form.path_prefix.is_empty();
        form.position = position;
        "default".clone_into(&mut form.theme);
        let (id, _) = add_site(db, Actor::System, &form).await?;
        ids.insert(form.code, id);
    }
    Ok(ids)
}

async fn load_columns(
    db: &Db,
    units: &HashMap<String, UnitId>,
    sites: &HashMap<String, SiteId>,
) -> Result<(), Fault> {
    let mut ids: HashMap<(SiteId, String), ColumnId> = HashMap::new();
    for row in json::<Vec<ColumnRow>>("columns.json")? {
        let site = *sites.get(&row.site).doing(format!("find the site {}", row.site))?;
        let unit = *units.get(&row.unit).doing(format!("find the unit {}", row.unit))?;
        let parent = row
            .path
            .rsplit_once('/')
            .and_then(|(above, _)| ids.get(&(site, above.to_owned())).copied());
        let form = ColumnForm {
            path: row.path.clone(),
            name: row.name,
            description: row.description,
            keywords: row.keywords,
            column_type: row.column_type,
            update_days: row.update_frequency_days,
            review_steps: row.review_steps,
            template: row.template,
            position: row.order,
            in_navigation: row.in_navigation,
            on_home: row.on_home,
            demands_interpretation: row.demands_interpretation,
        };
        let (id, _) = add_column(db, Actor::System, (site, parent, unit), &form).await?;
        ids.insert((site, row.path), id);
    }
    Ok(())
}
